import { afterAll } from 'vitest'
import { createPool } from '../../src/database/pool.ts'
import { danishWorkingDays } from '../../src/kernel/working-days.ts'
import { raiseDueNotices } from '../../src/notifications/actions.ts'
import type { Actor, Json } from '../support/actors.ts'
import type { TestDatabase } from '../support/database.ts'

const isWorkingDay = danishWorkingDays(['06-05', '12-24', '12-31'])

/** Raises what is due by the database's clock, as the job does, in the job's own role. */
export const raiser = ({ applicationUrl: url, schema }: TestDatabase) => {
  const role = 'bo_godt_jobs'
  const pool = createPool({ url, schema, max: 4, statementTimeoutMs: 10_000, role, onError: () => {} })
  afterAll(() => pool.end())
  return () => raiseDueNotices(pool, 10, isWorkingDay)
}

/** What is in someone's inbox, about one thing. */
export const inboxOf = async (by: Actor, about?: string): Promise<Json[]> => {
  const { status, body, text } = await by.get('/notifications?limit=200')
  if (status !== 200) throw new Error(text)
  return body.items.filter(({ subjectId }: Json) => about === undefined || subjectId === about)
}

export const kindsOf = async (by: Actor, about?: string): Promise<string[]> =>
  (await inboxOf(by, about)).map(({ kind }) => kind)
