import { setTimeout } from 'node:timers/promises'
import { type ClientBase, DatabaseError } from 'pg'

export type Say = (line: string) => void

/**
 * A lock that is waited for makes everyone wait who comes after: so it is waited for briefly, and asked for again. It is
 * less than the server's `deadlock_timeout`, so that of two who wait for each other it is never a request that is refused.
 */
export const lockTimeoutMs = 500
const longestPauseMs = 5_000
const patienceMs = 120_000

const isLocked = (error: unknown) =>
  error instanceof DatabaseError && ['55P03', '40P01'].includes(error.code ?? '')

/**
 * The transaction that has lasted longest is most likely the one that is in the way. What it does stays unsaid. Asked as who
 * signed in: the owner of the objects is not told of other sessions.
 */
const oldestTransaction = async (admin: ClientBase): Promise<string> => {
  await admin.query('begin; set local role none')
  const { rows } = await admin.query(`
    select format('process %s (%s) is in a transaction since %s s', pid, application_name,
      extract(epoch from clock_timestamp() - xact_start)::int) as told
    from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid() and xact_start is not null
    order by xact_start limit 1`)
  await admin.query('commit')
  return rows[0]?.told ?? 'no transaction that may be seen lasts'
}

/**
 * Does a piece of work that is undone when it fails, again and again until it gets its locks.
 * @throws when it has not got them in two minutes: nothing of it is done then
 */
export const patiently = async (
  admin: ClientBase,
  what: string,
  say: Say,
  work: () => Promise<unknown>,
): Promise<void> => {
  const deadline = Date.now() + patienceMs
  for (let pause = lockTimeoutMs; ; pause = Math.min(2 * pause, longestPauseMs)) {
    try {
      await work()
      return
    } catch (error) {
      await admin.query('rollback')
      if (!isLocked(error)) throw error
    }
    const oldest = await oldestTransaction(admin)
    if (Date.now() + pause > deadline)
      throw new Error(
        `${what} did not get its locks, and nothing of it is done: ${oldest}. End it, and run npm run migrate again`,
      )
    say(`${what} lets others go first: ${oldest}`)
    await setTimeout(pause)
  }
}
