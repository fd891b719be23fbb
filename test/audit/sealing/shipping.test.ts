import { once } from 'node:events'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { folderPlace, httpPlace } from '../../../src/audit/sealing/places.ts'
import { newPrivateKey, testApp } from '../../support/app.ts'
import { temporaryFolder } from '../../support/process.ts'
import { origin, sealing, storedTree } from './support.ts'

const { database, as } = await testApp()
beforeEach(async () => {
  await as('dpo').get('/me')
})

const notes = async () => (await storedTree(database)).checkpoints.map(({ note }) => note)
const filesIn = (folder: string) => readdirSync(folder).sort()

test('each checkpoint is a file outside of the database, also those that were made while it was away', async () => {
  const folder = join(temporaryFolder(), 'checkpoints')
  const key = newPrivateKey()
  await sealing(database, { key }).round()
  const { round } = sealing(database, { key, places: [folderPlace(folder)] })
  await round()
  expect(filesIn(folder)).toHaveLength((await notes()).length)
  for (let turn = 0; turn < 3; turn += 1) {
    await as('dpo').get('/me')
    await round()
  }
  await as('dpo').get('/me')
  await sealing(database, { key }).round()
  const other = sealing(database, { key, places: [folderPlace(folder)] })
  await other.round()
  const files = filesIn(folder)
  expect(files.map((name) => readFileSync(join(folder, name), 'utf8'))).toEqual(await notes())
  expect(files.at(-1)).toMatch(/^\d{16}\.checkpoint$/)
  const [head = '', size, root = '', blank, line = ''] = readFileSync(
    join(folder, files.at(-1) ?? ''),
    'utf8',
  ).split('\n')
  const { checkpoints } = await storedTree(database)
  expect([head, Number(size), root, blank]).toEqual([
    origin,
    checkpoints.at(-1)?.size,
    checkpoints.at(-1)?.root.toString('base64'),
    '',
  ])
  expect(line).toMatch(new RegExp(`^— ${origin} [A-Za-z0-9+/]{90,}={0,2}$`))
  expect(other.lines).toEqual([])
})

test('a receiver gets each of them by PUT, again when it was away', async () => {
  const received: [string, string][] = []
  let status = 503
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    if (status === 204) received.push([`${request.method} ${request.url}`, body])
    response.writeHead(status).end()
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const { round, lines } = sealing(database, { places: [httpPlace(`http://127.0.0.1:${port}/spor/`)] })
  await round()
  expect(lines.join()).toContain('a checkpoint was not shipped')
  status = 204
  await round()
  await as('dpo').get('/me')
  await round()
  await round()
  const two = (await storedTree(database)).checkpoints.slice(-2)
  expect(received).toEqual(two.map(({ size, note }) => [`PUT /spor/${size}`, note]))
})

test('a database that was rolled back behind what it shipped is not sealed on, and it is said', async () => {
  const folder = temporaryFolder()
  const key = newPrivateKey()
  const places = () => [folderPlace(folder)]
  await sealing(database, { key, places: places() }).round()
  const { checkpoints } = await storedTree(database)
  const [newest] = filesIn(folder).slice(-1)
  const note = readFileSync(join(folder, newest ?? ''), 'utf8')
  const ahead = join(folder, '0000000000999999.checkpoint')
  writeFileSync(ahead, note)
  await as('dpo').get('/me')
  const behind = sealing(database, { key, places: places() })
  await behind.round()
  expect(behind.lines.join()).toContain('the database does not hold what was shipped from it')
  expect((await storedTree(database)).checkpoints).toEqual(checkpoints)
  rmSync(ahead)
  writeFileSync(join(folder, newest ?? ''), note.replace(/^[^\n]+\n/, 'another.example/log\n'))
  const forked = sealing(database, { key, places: places() })
  await forked.round()
  expect(forked.lines.join()).toContain('"level":50')
  expect((await storedTree(database)).checkpoints).toEqual(checkpoints)
})

test('a new key goes on where the old one ended, in the same place', async () => {
  const folder = temporaryFolder()
  const before = (await notes()).length
  for (const _key of ['old', 'new']) {
    await as('dpo').get('/me')
    const sealer = sealing(database, { places: [folderPlace(folder)] })
    await sealer.round()
    expect(sealer.lines).toEqual([])
  }
  expect(filesIn(folder)).toHaveLength(before + 2)
})
