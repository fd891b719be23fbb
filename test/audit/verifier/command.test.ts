import { createHash, createPublicKey } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { type TestApp, testApp } from '../../support/app.ts'
import { runCommand, temporaryFolder } from '../../support/process.ts'
import { origin, sealing } from '../sealing/support.ts'
import { exported, keptOf } from './support.ts'

let app: TestApp
let publicKey: string
beforeAll(async () => {
  app = await testApp()
  const sealer = sealing(app.database)
  publicKey = sealer.publicKey
  for (let turn = 0; turn < 3; turn += 1) {
    await app.as('dpo').get('/me')
    await sealer.round()
  }
})

/** Files as one has them who verifies: no database, no net, nothing in the environment. */
const laid = async (
  change: (files: { export: string; key: string }) => Partial<{ export: string; key: string }> = () => ({}),
) => {
  const folder = temporaryFolder()
  const checkpoints = join(folder, 'checkpoints')
  mkdirSync(checkpoints)
  for (const { name, note } of await keptOf(app.database))
    writeFileSync(join(checkpoints, `${name}.checkpoint`), note)
  const whole = { export: `${(await exported(app.as('dpo'))).join('\n')}\n`, key: publicKey }
  const files = { ...whole, ...change(whole) }
  writeFileSync(join(folder, 'export.ndjson'), files.export)
  writeFileSync(join(folder, 'key'), files.key)
  return (...more: string[]) =>
    runCommand(
      'src/commands/verify-audit.ts',
      [
        '--export',
        join(folder, 'export.ndjson'),
        '--public-key',
        join(folder, 'key'),
        ...(more.length > 0 ? more : ['--checkpoint', checkpoints]),
      ],
      {},
    )
}

test('says in plain words what holds, and answers 0', async () => {
  const verify = await laid()
  const { code, stdout, stderr } = await verify()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).toMatch(
    / {2}holder: Hændelse 0 til \d+ af \d+ \(.+Z til .+Z\) er alle med, i rækkefølge og uændrede\.\n/,
  )
  expect(stdout).toMatch(
    / {2}holder: 3 kontrolpunkter over \d+ til \d+ hændelser er underskrevet over netop disse\./,
  )
  expect(stdout).toMatch(/\nSporet holder\.\n$/)
})

test('says what does not, and answers 1', async () => {
  const verify = await laid(({ export: text }) => ({ export: text.replace('"me.read"', '"user.list"') }))
  const { code, stdout } = await verify()
  expect(code).toBe(1)
  expect(stdout).toMatch(/ {2}holder ikke: Hændelserne er ikke dem, der blev forseglet/)
  expect(stdout).toMatch(/\nSporet holder ikke\.\n$/)
})

test('answers 2 when something can not be read', async () => {
  const verify = await laid(() => ({ key: 'nøgle' }))
  expect(await verify()).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('se --help') })
  expect((await verify('--checkpoint', '/no/such/file')).code).toBe(2)
  expect((await runCommand('src/commands/verify-audit.ts', [], {})).code).toBe(2)
  const { code, stdout } = await runCommand('src/commands/verify-audit.ts', ['--help'], {})
  expect({ code, stdout }).toEqual({ code: 0, stdout: expect.stringContaining('npm run audit:verify') })
})

test('answers 3 when a checkpoint is of events that the export does not reach', async () => {
  const last = (await exported(app.as('dpo'))).at(-1) ?? ''
  const from = JSON.parse(last).event.occurredAt
  const [head = '', ...events] = await exported(app.as('dpo'), `?from=${from}`)
  expect(events.length).toBeLessThan(JSON.parse(head).from)
  const verify = await laid(() => ({ export: `${[head, ...events].join('\n')}\n` }))
  const { code, stdout } = await verify()
  expect(code).toBe(3)
  expect(stdout).toMatch(/ {2}uvist: .+ ligger uden for det, som eksporten kan fortælle om/)
})

test('takes a key as C2SP writes it', async () => {
  const raw = Buffer.from(createPublicKey(publicKey).export({ format: 'jwk' }).x ?? '', 'base64url')
  const kind = Buffer.concat([Uint8Array.of(1), raw])
  const id = createHash('sha256').update(`${origin}\n`).update(kind).digest('hex').slice(0, 8)
  const verify = await laid(() => ({ key: `${origin}+${id}+${kind.toString('base64')}\n` }))
  expect((await verify()).code).toBe(0)
})
