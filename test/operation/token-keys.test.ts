import { createPublicKey } from 'node:crypto'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, inject, test } from 'vitest'
import { newPrivateKey, testApp } from '../support/app.ts'
import { cloneDatabase } from '../support/database.ts'
import { runCommand, temporaryFolder } from '../support/process.ts'

const command = (file: string, ...args: string[]) =>
  runCommand('src/commands/token-keys.ts', ['--file', file, ...args], {})

const kidsOf = ({ stdout }: { stdout: string }) =>
  stdout
    .trim()
    .split('\n')
    .map((line) => line.split(' ')[0])

test('keys are changed in three steps, and nobody is signed out at any of them', async () => {
  const file = join(temporaryFolder(), 'token-key.pem')
  writeFileSync(file, newPrivateKey())
  const database = await cloneDatabase()
  const processes: Awaited<ReturnType<typeof testApp>>[] = []
  const start = async () => {
    const made = await testApp({ database, privateKey: readFileSync(file, 'utf8'), poolSize: 2 })
    processes.push(made)
    return made
  }
  const issued: { token: string; at: number }[] = []
  const signIn = async (at: number) => {
    const answer = await processes[at]?.app.inject({
      method: 'POST',
      url: '/api/v1/auth/token',
      payload: { username: 'dpo', password: inject('password') },
    })
    issued.push({ token: answer?.json().accessToken, at })
  }
  const status = async (process: (typeof processes)[number], token: string) =>
    (await process.app.inject({ url: '/api/v1/me', headers: { authorization: `Bearer ${token}` } }))
      .statusCode
  const statuses = async (process: (typeof processes)[number]) =>
    Promise.all(issued.map(({ token }) => status(process, token)))

  await start()
  await signIn(0)
  for (const [at, step] of ['--add', '--use'].entries()) {
    expect(await command(file, step)).toMatchObject({ code: 0, stderr: '' })
    await start()
    await signIn(at)
    await signIn(at + 1)
    // Old and new processes side by side, as while they are restarted one by one.
    for (const process of processes.slice(-2))
      expect(new Set(await statuses(process))).toEqual(new Set([200]))
  }

  const used = kidsOf(await command(file))
  expect(used).toHaveLength(2)
  const dropped = kidsOf(await command(file, '--drop'))
  expect(dropped).toEqual(used.slice(0, 1))
  const last = await start()
  const kidOf = (token: string) =>
    JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()).kid
  for (const { token } of issued)
    expect(await status(last, token)).toBe(kidOf(token) === dropped[0] ? 200 : 401)
  expect(new Set(issued.map(({ token }) => kidOf(token)))).toEqual(new Set(used))
  expect(statSync(file).mode & 0o777).toBe(0o600)

  const { keys } = (await last.app.inject('/.well-known/jwks.json')).json()
  expect(keys).toEqual([
    { kty: 'OKP', crv: 'Ed25519', use: 'sig', alg: 'EdDSA', kid: dropped[0], x: expect.any(String) },
  ])
  const published = createPublicKey({ key: keys[0], format: 'jwk' })
  expect(published.equals(createPublicKey(readFileSync(file, 'utf8')))).toBe(true)
})

test('what is no file of keys is told in one line, and stays as it was', async () => {
  const file = join(temporaryFolder(), 'token-key.pem')
  expect(await command(file)).toMatchObject({ code: 1, stderr: expect.stringMatching(/ENOENT.*\n$/) })
  writeFileSync(file, 'hemmelighed')
  const { code, stderr } = await command(file, '--add')
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `bo-godt: ${file} does not hold Ed25519 keys in PEM\n`,
  })
  expect(readFileSync(file, 'utf8')).toBe('hemmelighed')
  expect((await command(file, '--add', '--drop')).code).toBe(1)
})
