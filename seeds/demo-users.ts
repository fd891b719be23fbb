import pg from 'pg'
import { createUser, type NewUser, setPasswords } from '../src/identity/accounts.ts'
import { departments } from './reference.ts'

const departmentsOf = (organisationId: string) =>
  departments.filter((department) => department.organisationId === organisationId).map(({ id }) => id)

const drift = (username: string, name: string, organisationId: string, departmentIds: string[]) => ({
  username,
  name,
  role: 'drift' as const,
  organisationId,
  departmentIds,
})

/** The users of a demonstration: each role, and two where two see differently. */
export const demoUsers = [
  drift('drift.boligviborg', 'Dorte Lund', 'boligviborg', departmentsOf('boligviborg')),
  drift('drift.ringparken', 'Rikke Mørk', 'boligviborg', ['ringparken', 'vestervang']),
  drift('drift.sctjoergen', 'Jørgen Toft', 'sct-joergen', departmentsOf('sct-joergen')),
  { username: 'social.anna', name: 'Anna Kjær', role: 'socialafdeling', organisationId: 'viborg-kommune' },
  { username: 'social.bo', name: 'Bo Lindholm', role: 'socialafdeling', organisationId: 'viborg-kommune' },
  { username: 'koordinator', name: 'Karen Østergaard', role: 'helhedsplan', organisationId: 'helhedsplanen' },
  { username: 'koordinator2', name: 'Kim Åberg', role: 'helhedsplan', organisationId: 'helhedsplanen' },
  { username: 'board', name: 'Birgit Holm', role: 'board' },
  { username: 'dpo', name: 'Ditte Præst', role: 'dpo' },
  { username: 'admin', name: 'Asger Dam', role: 'admin' },
] as const satisfies readonly Omit<NewUser, 'password'>[]

export type DemoUsername = (typeof demoUsers)[number]['username']

const withClient = async (
  adminUrl: string,
  schema: string,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> => {
  const client = new pg.Client({ connectionString: adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set search_path to ${client.escapeIdentifier(schema)}`)
    await work(client)
  } finally {
    await client.end()
  }
}

/** Makes the demo users that are not there yet, all with one password. */
export const createDemoUsers = (adminUrl: string, schema: string, password: string): Promise<void> =>
  withClient(adminUrl, schema, async (client) => {
    for (const user of demoUsers)
      await createUser(client, { ...user, email: `${user.username}@example.dk`, password })
  })

/** Gives the demo users this password, when it is not the one they have. */
export const setDemoPasswords = (adminUrl: string, schema: string, password: string): Promise<void> =>
  withClient(adminUrl, schema, (client) =>
    setPasswords(
      client,
      demoUsers.map(({ username }) => username),
      password,
    ),
  )
