import pg from 'pg'
import { requireVersion } from './migrate.ts'
import { countMigrations } from './migrations.ts'

/** A database that the application can't run on; the message is one line that says what helps. */
export class UnfitDatabase extends Error {}

const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return client
  } catch (error) {
    const { code } = error as { code?: string }
    throw new UnfitDatabase(`DATABASE_URL: no connection to the database (${code ?? 'no answer'})`)
  }
}

/** Any other role would see past the policies, or see nothing at all. */
const requireRole = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query(`
    select current_user <> 'bo_godt_app' or rolsuper or rolbypassrls or rolcreaterole as unfit
    from pg_roles where rolname = current_user`)
  if (rows[0]?.unfit !== false)
    throw new UnfitDatabase('DATABASE_URL: connect as bo_godt_app, without rights to pass row-level security')
}

/**
 * Whether a schema that is newer than this program says that it can be run on by one that knows so many migrations: so
 * that copies are upgraded one by one, and a version is gone back to.
 */
const serves = (client: pg.Client, schema: string, known: number): Promise<boolean> =>
  client.query(`select ${client.escapeIdentifier(schema)}.oldest_program() <= $1 as serves`, [known]).then(
    ({ rows }) => rows[0].serves,
    () => false,
  )

const requireMigrations = async (client: pg.Client, schema: string): Promise<void> => {
  const table = `${client.escapeIdentifier(schema)}.migrations`
  const applied = await client.query(`select count(*)::int as n from ${table}`).then(
    ({ rows }) => rows[0].n,
    () => 0,
  )
  const expected = countMigrations()
  if (applied < expected)
    throw new UnfitDatabase(`${applied} of ${expected} migrations are applied in ${schema}: npm run migrate`)
  if (applied > expected && !(await serves(client, schema, expected)))
    throw new UnfitDatabase(
      `${schema} has ${applied} migrations and this program knows ${expected}: update it`,
    )
}

/**
 * Whether the application may serve from this database: version, role and schema.
 * @throws UnfitDatabase
 */
export const requireFit = async (url: string, schema: string): Promise<void> => {
  const client = await connect(url)
  try {
    await requireVersion(client)
    await requireRole(client)
    await requireMigrations(client, schema)
  } finally {
    await client.end()
  }
}
