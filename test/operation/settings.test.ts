import { once } from 'node:events'
import { readFileSync, writeFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { withSettings } from '../../src/commands/settings/table.ts'
import { ConfigError, readConfig, settings } from '../../src/config.ts'
import { applicationUrl, onDatabase } from '../support/addresses.ts'
import { newPrivateKey } from '../support/app.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { type Environment, runCommand, temporaryFolder } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

/** A start that is refused: one line, and nothing else. */
const refusal = async (environment: Environment): Promise<string> => {
  const { code, stdout, stderr } = await runCommand('src/server.ts', [], { PORT: '0', ...environment })
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
  expect(stderr).toMatch(/^bo-godt: .+\n$/)
  return stderr
}

it('the README tells of every setting as it is (npm run settings)', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')
  expect(readme).toBe(withSettings(readme))
})

it('what the containers are given are settings', () => {
  const compose = readFileSync(new URL('../../compose.yaml', import.meta.url), 'utf8')
  const given = [...compose.matchAll(/^ {6}([A-Z_]+): /gm)].map(([, name = '']) => name.replace(/_FILE$/, ''))
  const ours = given.filter((name) => !name.startsWith('POSTGRES_'))
  expect(ours).toContain('DATABASE_ADMIN_URL')
  expect(ours.filter((name) => !(name in settings.shape))).toEqual([])
})

const secret = 'hemmelighed'

const rule = { claim: 'groups', equals: 'x', role: 'socialafdeling', organisationId: 'viborg-kommune' }
/** One provider that would do, changed. */
const providers = (changes: object, more: object[] = []): Environment => {
  const provider = { id: 'viborg', name: 'Viborg', issuer: 'https://login.example', clientId: 'bo-godt' }
  const bound = { organisations: ['viborg-kommune'], redirectUris: ['https://bogodt.example/tilbage'] }
  const one = { ...provider, ...bound, clientSecret: secret }
  return {
    OIDC_PROVIDERS: JSON.stringify([{ ...one, ...changes }, ...more.map((it) => ({ ...one, ...it }))]),
  }
}

describe('a wrong setting stops the start with one line that names it', () => {
  it.each<[string, Environment]>([
    ['PORT', { PORT: 'nej' }],
    ['PORT', { PORT: '70000' }],
    ['METRICS_PORT', { METRICS_PORT: 'nej' }],
    ['LOG_LEVEL', { LOG_LEVEL: 'loud' }],
    ['DATABASE_URL', { DATABASE_URL: `mysql://user:${secret}@localhost/x` }],
    ['TOKEN_PRIVATE_KEY', { DATABASE_URL: `postgres://user:${secret}@localhost/x` }],
    ['TOKEN_PRIVATE_KEY', { TOKEN_PRIVATE_KEY: `-----BEGIN PRIVATE KEY-----\n${secret}` }],
    ['TOKEN_PRIVATE_KEY_FILE', { TOKEN_PRIVATE_KEY_FILE: '/no/such/file' }],
    ['AUDIT_SIGNING_KEY', { AUDIT_SIGNING_KEY: `-----BEGIN PRIVATE KEY-----\n${secret}` }],
    ['AUDIT_ORIGIN', { AUDIT_ORIGIN: 'to ord' }],
    ['AUDIT_CHECKPOINT_URL', { AUDIT_CHECKPOINT_URL: 'ftp://sted/' }],
    ['AUDIT_UNUSUAL_PERSONS', { AUDIT_UNUSUAL_PERSONS: '0' }],
    ['AUDIT_UNUSUAL_NIGHT', { AUDIT_UNUSUAL_NIGHT: '22-24' }],
    ['SECOND_FACTOR_ROLES', { SECOND_FACTOR_ROLES: 'dpo,konge' }],
    ['OIDC_PROVIDERS', { OIDC_PROVIDERS: secret }],
    ['OIDC_PROVIDERS.0.issuer', providers({ issuer: 'http://login.example' })],
    ['OIDC_PROVIDERS.0.issuer', providers({ issuer: `https://login.example?x=${secret}` })],
    ['OIDC_PROVIDERS.0.issuer', providers({ issuer: 'http://127.0.0.1.evil.example' })],
    ['OIDC_PROVIDERS.0.redirectUris.0', providers({ redirectUris: ['javascript:alert(1)'] })],
    ['OIDC_PROVIDERS.0.redirectUris', providers({ redirectUris: [] })],
    ['OIDC_PROVIDERS.0.algorithms.0', providers({ algorithms: ['none'] })],
    ['OIDC_PROVIDERS.0.algorithms.1', providers({ algorithms: ['RS256', 'HS256'] })],
    ['OIDC_PROVIDERS.0.roles.0', providers({ roles: ['drift'] })],
    ['OIDC_PROVIDERS.0', providers({ organisations: [] })],
    ['OIDC_PROVIDERS.0', providers({ clientsecret: secret })],
    ['OIDC_PROVIDERS.0', providers({ audience: 'bo-godt' })],
    ['OIDC_PROVIDERS.0.provisioning.0.role', providers({ provisioning: [{ ...rule, role: 'dpo' }] })],
    ['OIDC_PROVIDERS.0.provisioning.0.role', providers({ provisioning: [{ ...rule, role: 'admin' }] })],
    ['OIDC_PROVIDERS.0', providers({ provisioning: [{ ...rule, organisationId: 'helhedsplanen' }] })],
    ['OIDC_PROVIDERS.0', providers({ provisioning: [{ claim: 'x', equals: 'x', role: 'board' }] })],
    [
      'OIDC_PROVIDERS.0.provisioning.0',
      providers({ provisioning: [{ ...rule, organisationId: undefined }] }),
    ],
    ['OIDC_PROVIDERS.0.provisioning.0', providers({ provisioning: [{ ...rule, unless: secret }] })],
    ['LOCAL_ACCOUNTS', { LOCAL_ACCOUNTS: 'nej' }],
    ['OIDC_PROVIDERS: an id is there twice', providers({}, [{ issuer: 'https://other.example' }])],
    ['OIDC_PROVIDERS: an issuer is there twice', providers({}, [{ id: 'other' }])],
    ['CORS_ORIGINS', { CORS_ORIGINS: '*' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://app.viborg.dk/' }],
    ['CORS_ORIGINS', { CORS_ORIGINS: 'https://app.viborg.dk,null' }],
    ['TRUST_PROXY', { TRUST_PROXY: 'ja' }],
    ['TRUST_PROXY', { TRUST_PROXY: '10.1.0.0' }],
    ['RATE_USER_PER_MINUTE', { RATE_USER_PER_MINUTE: '0' }],
    ['TOKEN_PRIVATE_KEY_FILE', { TOKEN_PRIVATE_KEY_FILE: '/dev/null' }],
    ['DATABASE_URL_FILE', { DATABASE_URL_FILE: '/dev/null' }],
    ['MAIL_URL and MAIL_URL_FILE', { MAIL_URL: `smtp://a:${secret}@b`, MAIL_URL_FILE: '/dev/null' }],
    ['DEMO_PASSWORD', { DEMO_PASSWORD: 'kort' }],
    ['DATABASE_SCHEMA', { DATABASE_SCHEMA: 'drop table' }],
  ])('%s', (name, environment) => {
    const read = () => readConfig(environment)
    expect(read).toThrow(ConfigError)
    expect(read).toThrow(name)
    expect(read).not.toThrow(secret)
    expect(read).not.toThrow('\n')
  })

  it('and one that would do does not', () => {
    const { OIDC_PROVIDERS } = readConfig(providers({}, [{ id: 'other', issuer: 'http://[::1]:8080' }]))
    expect(OIDC_PROVIDERS).toMatchObject([{ subjectClaim: 'sub' }, { algorithms: expect.any(Array) }])
  })

  it('a setting can come from a file, without the line’s end; several values are parted by commas', () => {
    const file = join(temporaryFolder(), 'secret')
    writeFileSync(file, `${secret}\n`)
    for (const name of ['MAIL_FROM', 'DEMO_PASSWORD', 'AUDIT_ORIGIN'])
      expect(readConfig({ [`${name}_FILE`]: file })).toMatchObject({ [name]: secret })
    expect(readConfig({ CORS_ORIGINS: 'https://a.dk, http://localhost:5173' }).CORS_ORIGINS).toEqual([
      'https://a.dk',
      'http://localhost:5173',
    ])
  })

  it('as a process', async () => {
    const folder = join(temporaryFolder(), 'file')
    writeFileSync(folder, '')
    expect(await refusal({ PORT: 'nej' })).toContain('PORT: ')
    expect(await refusal({ BO_GODT_DATA_DIR: folder })).toContain('BO_GODT_DATA_DIR')
  })

  it('an address where nothing listens', async () => {
    const TOKEN_PRIVATE_KEY = newPrivateKey()
    const DATABASE_URL = `postgres://bo_godt_app:${secret}@127.0.0.1:1/x`
    const line = await refusal({ DATABASE_URL, TOKEN_PRIVATE_KEY })
    expect(line).toContain('DATABASE_URL: no connection to the database (ECONNREFUSED)')
  })

  it('a port that is in use', async () => {
    const taken = createServer().listen(0, '127.0.0.1')
    await once(taken, 'listening')
    const { port } = taken.address() as AddressInfo
    const TOKEN_PRIVATE_KEY = newPrivateKey()
    const settings = { DATABASE_URL: database.applicationUrl, TOKEN_PRIVATE_KEY, PORT: String(port) }
    expect(await refusal(settings)).toBe(`bo-godt: PORT: ${port} on 127.0.0.1 is in use\n`)
    taken.close()
  })

  it('a role that sees past the policies', async () => {
    const TOKEN_PRIVATE_KEY = newPrivateKey()
    const line = await refusal({ DATABASE_URL: database.adminUrl, TOKEN_PRIVATE_KEY })
    expect(line).toContain('DATABASE_URL: connect as bo_godt_app')
  })

  it('a database that is not migrated, or only in part', async () => {
    const TOKEN_PRIVATE_KEY = newPrivateKey()
    const empty = applicationUrl(onDatabase(database.adminUrl, 'postgres'))
    expect(await refusal({ DATABASE_URL: empty, TOKEN_PRIVATE_KEY })).toContain('npm run migrate')

    const last =
      'delete from migrations where id = (select max(id) from migrations) returning hash, created_at'
    const [removed] = await database.admin<{ hash: string; created_at: string }>(last)
    const line = await refusal({ DATABASE_URL: database.applicationUrl, TOKEN_PRIVATE_KEY })
    expect(line).toMatch(/\d+ of \d+ migrations are applied in bo_godt: npm run migrate/)
    await database.admin('insert into migrations (hash, created_at) values ($1, $2)', [
      removed?.hash,
      removed?.created_at,
    ])
  })

  it('a database that is newer, and can no longer be run on by a program this old', async () => {
    const TOKEN_PRIVATE_KEY = newPrivateKey()
    const newer = await cloneDatabase()
    await newer.admin(`insert into migrations (hash, created_at) values ('later', 9000000000000)`)
    await newer.admin('create or replace function oldest_program() returns int language sql return 1000')
    const line = await refusal({ DATABASE_URL: newer.applicationUrl, TOKEN_PRIVATE_KEY })
    expect(line).toMatch(/bo_godt has \d+ migrations and this program knows \d+: update it/)
  })
})
