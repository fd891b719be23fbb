import { randomBytes } from 'node:crypto'
import { beforeAll, describe, expect, inject, it, onTestFinished } from 'vitest'
import { codeOf, connected } from '../architecture/connected.ts'
import { adminQuery, applicationUrl, dropDatabase, onDatabase } from '../support/addresses.ts'
import { signIn } from '../support/client.ts'
import { settingsOf } from '../support/given.ts'
import { runCommand, startServer } from '../support/process.ts'

const name = `bo_godt_commands_${randomBytes(4).toString('hex')}`
let adminUrl: string
beforeAll(async () => {
  adminUrl = onDatabase(inject('adminUrl'), name)
  await adminQuery(inject('adminUrl'), `create database ${name}`)
  return () => dropDatabase(inject('adminUrl'), name)
})

const password = 'en-lang-adgangskode'
const migrate = () => runCommand('src/commands/migrate.ts', [], { DATABASE_ADMIN_URL: adminUrl })
const createAdmin = (input: string, ...args: string[]) =>
  runCommand('src/commands/create-admin.ts', args, { DATABASE_ADMIN_URL: adminUrl }, input)

describe('the commands of an operator', () => {
  it('need DATABASE_ADMIN_URL', async () => {
    const { code, stderr } = await runCommand('src/commands/migrate.ts', [], {})
    expect({ code, stderr }).toEqual({
      code: 1,
      stderr: 'bo-godt: DATABASE_ADMIN_URL is required for this command\n',
    })
  })

  it('make a database and its first administrator, and say what is wrong in one line', async () => {
    const early = await createAdmin(`${password}\n`, '--username', 'asger', '--name', 'Asger Dam')
    expect(early).toMatchObject({ code: 1, stderr: expect.stringMatching(/npm run migrate\n$/) })

    const both = await Promise.all([migrate(), migrate()])
    expect(both.map(({ code }) => code)).toEqual([0, 0])
    await connected(adminUrl, async (client) => {
      await client.query('set role bo_godt_app')
      expect(await codeOf(client, 'create temporary table users (id uuid)')).toBe('42501')
    })

    expect((await createAdmin(`${password}\n`)).stderr).toContain('--username')
    expect(await createAdmin('kort\n', '--username', 'asger', '--name', 'A')).toMatchObject({ code: 1 })
    const made = await createAdmin(`${password}\n`, '--username', 'asger', '--name', 'Asger Dam')
    expect(made).toEqual({ code: 0, stdout: 'asger is an administrator\n', stderr: '' })
    const again = await createAdmin(`${password}\n`, '--username', 'ASGER', '--name', 'En Anden')
    expect(again).toEqual({ code: 1, stdout: '', stderr: 'bo-godt: ASGER exists already\n' })

    const server = await startServer(settingsOf({ applicationUrl: applicationUrl(adminUrl) }))
    const { caller } = await signIn(server.address, 'asger', password)
    expect((await caller.get('/me')).body).toMatchObject({ role: 'admin', organisationId: null })
    expect((await caller.get('/cases')).status).toBe(403)
    await expect(signIn(server.address, 'drift.ringparken', inject('password'))).rejects.toThrow('401')
  })

  it('work for an administrator of the database who is no superuser', async () => {
    const operator = `operator_${randomBytes(4).toString('hex')}`
    const database = `bo_godt_${operator}`
    const server = inject('adminUrl')
    await adminQuery(server, `create role ${operator} login password 'x' createrole`)
    const [roles] = await adminQuery<{ names: string | null }>(
      server,
      `select string_agg(rolname, ', ') as names from pg_roles where rolname like 'bo\\_godt\\_%'`,
    )
    await adminQuery(server, `grant ${roles?.names} to ${operator} with admin option`)
    await adminQuery(server, `create database ${database} owner ${operator}`)
    onTestFinished(async () => {
      await dropDatabase(server, database)
      await adminQuery(server, `revoke ${roles?.names} from ${operator} cascade`)
      await adminQuery(server, `drop role ${operator}`)
    })
    const url = Object.assign(new URL(onDatabase(server, database)), {
      username: operator,
      password: 'x',
    }).href
    const settings = { DATABASE_ADMIN_URL: url }
    expect(await runCommand('src/commands/migrate.ts', [], settings)).toMatchObject({ code: 0, stderr: '' })
    const args = ['--username', 'asger', '--name', 'Asger Dam']
    const made = await runCommand('src/commands/create-admin.ts', args, settings, `${password}\n`)
    expect(made).toMatchObject({ code: 0, stderr: '' })
  })
})
