import { setTimeout as wait } from 'node:timers/promises'
import { type Client, DatabaseError } from 'pg'

const attempts = 60

/** Query cancelled, and deadlock: somebody was writing. */
const passing = ['57014', '40P01']

/**
 * All writers have finished and none begins: what a reader sees now is what is written before the restore point. Nobody is
 * held up for long, and nobody but us is ever the victim of a deadlock, as a second must pass before another looks for one.
 */
const attempt = async (writer: Client, reader: Client, tables: string[], name: string): Promise<string> => {
  await writer.query('begin isolation level repeatable read')
  await writer.query(`set local statement_timeout = '300ms'; set local deadlock_timeout = '50ms'`)
  await writer.query(`lock table ${tables.join(', ')} in share mode`)
  const { rows } = await writer.query(
    'select pg_create_restore_point($1) as lsn, pg_export_snapshot() as snapshot',
    [name],
  )
  await reader.query('begin isolation level repeatable read, read only')
  await reader.query(`set transaction snapshot ${reader.escapeLiteral(rows[0].snapshot)}`)
  await writer.query('commit')
  return rows[0].lsn
}

/**
 * Names a moment to which a backup can be restored, and puts the reader into it for as long as its transaction lasts: so the
 * copy and the source can be compared row for row, though the source is written to all the time.
 * @returns where it is in the WAL
 */
export const fixMoment = async (
  writer: Client,
  reader: Client,
  tables: string[],
  name: string,
): Promise<string> => {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(writer, reader, tables, name)
    } catch (error) {
      for (const client of [writer, reader]) await client.query('rollback')
      const passes = error instanceof DatabaseError && passing.includes(error.code ?? '')
      if (!passes || tries === attempts) throw error
      await wait(50 + Math.random() * 100)
    }
  }
}
