import fc from 'fast-check'
import type pg from 'pg'
import { describe, expect, it } from 'vitest'
import { auditJobs } from '../../src/audit/jobs.ts'
import { createPool } from '../../src/database/pool.ts'
import { dateOf } from '../../src/kernel/calendar.ts'
import { connected } from '../architecture/connected.ts'
import { schema } from '../support/addresses.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { sealing } from './sealing/support.ts'

const now = new Date()

/** `2026_12`, so many Danish months from now. */
const monthFromNow = (months: number): string => {
  const [year, month] = dateOf(now).split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month - 1 + months, 15)).toISOString().slice(0, 7).replace('-', '_')
}

/** The part that an event made at this moment lies in, as one would say who knows nothing of ids. */
const partOf = (moment: Date): string => {
  const month = dateOf(moment).slice(0, 7).replace('-', '_')
  if (month <= monthFromNow(0)) return 'audit_events_first'
  return month <= monthFromNow(3) ? `audit_events_${month}` : 'audit_events_other'
}

const requestId = '01900000-0000-7000-8000-000000000001'

const writtenAt = `
  insert into audit_events (id, actor_id, role, action, purpose, decision, subject_ids, request_id)
  values ((lpad(to_hex($1::bigint), 12, '0') || right(translate(uuidv7()::text, '-', ''), 20))::uuid, uuidv7(), 'dpo',
    'me.read', 'identity', 'allowed', '{}', '${requestId}') returning tableoid::regclass::text as part`

const writeAt = async (client: pg.ClientBase, moment: Date): Promise<string> =>
  (await client.query(writtenAt, [moment.getTime()])).rows[0].part

const runJob = async ({ database }: TestApp) => {
  const [months] = auditJobs({} as never)
  const role = { role: 'bo_godt_jobs', schema, max: 1, statementTimeoutMs: 10_000, onError: () => {} }
  const pool = createPool({ url: database.applicationUrl, ...role })
  const unused = { id: undefined, signal: new AbortController().signal, send: async () => {} }
  await months?.handle({ pool, ...unused }).finally(() => pool.end())
}

const partsOf = async ({ database }: TestApp): Promise<string[]> => {
  const rows = await database.admin<{ name: string }>(
    `select inhrelid::regclass::text as name from pg_inherits where inhparent = 'audit_events'::regclass order by 1`,
  )
  return rows.map(({ name }) => name)
}

const expected = [
  ...[1, 2, 3].map((months) => `audit_events_${monthFromNow(months)}`),
  ...['audit_events_first', 'audit_events_other'],
].sort()

describe('the trail by month', () => {
  it('has each event in the Danish month in which it was written, and all that have none in one', async () => {
    const { database } = await testApp()
    const midnights = [0, 1, 2, 3, 4].flatMap((months) =>
      [22, 23].flatMap((hour) =>
        [-1, 0].map((ms) => {
          const [year, month] = monthFromNow(months).split('_').map(Number) as [number, number]
          return new Date(Date.UTC(year, month, 0, hour) + ms)
        }),
      ),
    )
    const anytime = fc.date({
      min: new Date(now.getTime() - 3e10),
      max: new Date(now.getTime() + 2e10),
      noInvalidDate: true,
    })
    await connected(database.adminUrl, async (client) => {
      const liesWhere = async (moment: Date) => {
        expect([moment, await writeAt(client, moment)]).toEqual([moment, partOf(moment)])
      }
      for (const moment of midnights) await liesWhere(moment)
      await fc.assert(fc.asyncProperty(anytime, liesWhere), { numRuns: 100 })
    })
  })

  it('gets the coming months made by a job, as often as it runs', async () => {
    const test = await testApp()
    expect(await partsOf(test)).toEqual(expected)
    const gone = `audit_events_${monthFromNow(3)}`
    await test.database.admin(`alter table audit_events detach partition ${gone}; drop table ${gone}`)
    await connected(test.database.adminUrl, async (writer) => {
      // Neither waits for the other: an event that is being written, and the month that is made meanwhile.
      await writer.query('begin')
      await writeAt(writer, now)
      await Promise.all([runJob(test), runJob(test)])
      await writeAt(writer, now)
      await writer.query('commit')
    })
    await runJob(test)
    expect(await partsOf(test)).toEqual(expected)
  })

  it('loses no event whose month was not made, and leaves it where it lies', async () => {
    const test = await testApp()
    const { database } = test
    for (const months of [1, 2, 3]) await database.admin(`drop table audit_events_${monthFromNow(months)}`)
    const [year, month] = monthFromNow(2).split('_').map(Number) as [number, number]
    const moment = new Date(Date.UTC(year, month - 1, 15))
    await connected(database.adminUrl, async (client) => {
      expect(await writeAt(client, moment)).toBe('audit_events_other')
      await runJob(test)
      expect(await writeAt(client, moment)).toBe('audit_events_other')
    })
    expect(await partsOf(test)).toEqual(expected.filter((name) => !name.endsWith(monthFromNow(2))))
    const found = await test.as('dpo').get(`/audit/events?requestId=${requestId}`)
    expect(found.body.items).toHaveLength(2)
    await sealing(database).round()
    const leaves = await database.admin(`select from audit_leaves l join audit_events e on e.id = l.event_id
      where e.request_id = '${requestId}'`)
    expect(leaves).toHaveLength(2)
  })

  it('indexes more of a month when it has ended, and not of the one that is written to', async () => {
    const test = await testApp()
    const { database } = test
    const months = ['2025_01', '2025_02', monthFromNow(0)]
    await connected(database.adminUrl, async (client) => {
      await client.query('set role bo_godt_owner; drop table audit_events_first')
      for (const month of months) await client.query(`select add_audit_month(to_date('${month}', 'YYYY_MM'))`)
      await client.query('reset role')
      expect(await writeAt(client, new Date('2025-01-31T22:59:59.999Z'))).toBe('audit_events_2025_01')
    })
    const ofEnded = async (month: string) => {
      const rows = await database.admin<{ name: string }>(
        `select replace(indexname, 'audit_events_${month}_', '') as name from pg_indexes
         where tablename = 'audit_events_${month}'`,
      )
      return rows
        .map(({ name }) => name)
        .filter((name) => /^(action|purpose|request)/.test(name))
        .sort()
    }
    await runJob(test)
    await runJob(test)
    const more = ['action_occurred_at_id_idx', 'purpose_occurred_at_id_idx', 'request_id_idx']
    expect(await Promise.all(months.map(ofEnded))).toEqual([more, more, []])
    for (const query of [
      'action=me.read',
      'purpose=identity',
      `requestId=${requestId}`,
      'purpose=identity&action=me.read',
    ])
      expect((await test.as('dpo').get(`/audit/events?${query}&limit=200`)).body.items).toContainEqual(
        expect.objectContaining({ requestId }),
      )
  })

  it('knows an id once, in whichever part', async () => {
    const { database, as } = await testApp()
    await as('dpo').get('/me')
    const again = database.admin(`insert into audit_events select * from audit_events limit 1`)
    await expect(again).rejects.toMatchObject({ code: '23505' })
  })
})
