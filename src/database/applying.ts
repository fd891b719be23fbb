import pg from 'pg'
import type { Migration } from './migrations.ts'
import { lockTimeoutMs, patiently, type Say } from './patience.ts'

/** What a request waits at the most for a statement before it (`STATEMENT_TIMEOUT_MS`): under a lock none takes as long. */
const statementTimeoutMs = 8_000

const appliedSoFar = async (admin: pg.Client): Promise<number[]> => {
  await admin.query(
    'create table if not exists migrations (id serial primary key, hash text not null, created_at bigint)',
  )
  const { rows } = await admin.query(
    'select created_at::float8 as "when" from migrations order by created_at',
  )
  return rows.map(({ when }) => when)
}

/** What is applied is the beginning of what is known, or nobody can tell what this database is. */
const pendingOf = (known: Migration[], applied: number[]): Migration[] => {
  if (applied.length > known.length)
    throw new Error(
      `${applied.length} migrations are applied and this program knows ${known.length}: it is older than the schema`,
    )
  const other = known.find(({ when }, index) => index < applied.length && when !== applied[index])
  if (other) throw new Error(`${other.name} is not what was applied in its place: their order was changed`)
  return known.slice(applied.length)
}

const keep = (admin: pg.Client, { hash, when }: Migration) =>
  admin.query('insert into migrations (hash, created_at) values ($1, $2)', [hash, when])

const inTransaction = async (admin: pg.Client, migration: Migration): Promise<void> => {
  await admin.query(`begin; set local statement_timeout = ${statementTimeoutMs}`)
  for (const statement of migration.statements) await admin.query(statement)
  await keep(admin, migration)
  await admin.query('commit')
}

/** An index that was being built when somebody pulled the plug is there and is not used: it is built anew. */
const dropUnfinished = async (admin: pg.Client, { statements }: Migration): Promise<void> => {
  const { rows } = await admin.query<{ name: string }>(`
    select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
    where not i.indisvalid and c.relnamespace = current_schema::regnamespace and c.relkind = 'i'`)
  for (const { name } of rows)
    if (statements.some((statement) => statement.includes(name)))
      await admin.query(`drop index concurrently ${admin.escapeIdentifier(name)}`)
}

/** Waits for transactions without making anybody wait, so for as long as it takes. */
const alone = async (admin: pg.Client, migration: Migration): Promise<void> => {
  await dropUnfinished(admin, migration)
  await admin.query('set lock_timeout = 0')
  try {
    for (const statement of migration.statements) await admin.query(statement)
  } finally {
    await admin.query(`set lock_timeout = ${lockTimeoutMs}`)
  }
  await keep(admin, migration)
}

/** An error of a migration names it; what the database says may hold what is in it. */
const failed = ({ name }: Migration, error: unknown): Error => {
  if (!(error instanceof pg.DatabaseError)) return error as Error
  const why =
    error.code === '57014'
      ? `takes longer than ${statementTimeoutMs / 1000} s under its locks`
      : `fails (${error.code})`
  return new Error(`${name} ${why}, and nothing of it is done`, { cause: error })
}

/**
 * Applies what is pending while the system is in use: each migration in a transaction of its own, so that no lock is held
 * for longer than one of them takes. One that fails leaves the ones before it, which a program of the version before runs on.
 */
export const applyPending = async (admin: pg.Client, known: Migration[], say: Say): Promise<void> => {
  for (const migration of pendingOf(known, await appliedSoFar(admin))) {
    const began = performance.now()
    const apply = migration.alone ? alone : inTransaction
    await patiently(admin, migration.name, say, () => apply(admin, migration)).catch((error) => {
      throw failed(migration, error)
    })
    say(`${migration.name} ${((performance.now() - began) / 1000).toFixed(2)} s`)
  }
}
