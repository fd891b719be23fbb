import { afterAll } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createPool } from '../../src/database/pool.ts'
import { createLogger } from '../../src/logger.ts'
import { retentionJobs } from '../../src/retention/jobs.ts'
import { newAction } from '../agreed-actions/builders.ts'
import { newDiscussion } from '../meetings/builders.ts'
import type { Actor, Json } from '../support/actors.ts'
import { schema } from '../support/addresses.ts'
import type { TestApp } from '../support/app.ts'
import { makeCase, makeConsent, makeEntry, makeNaboklage, move } from '../support/builders.ts'
import type { TestDatabase } from '../support/database.ts'
import { created, tenancy } from '../support/households.ts'

/** The job as the server runs it, in its own role; `cut` ends its connections as a killed process does. */
export const eraser = ({ applicationUrl: url }: TestDatabase, checkpointDir?: string) => {
  const role = 'bo_godt_jobs'
  const pool = createPool({ url, schema, max: 2, statementTimeoutMs: 30_000, role, onError: () => {} })
  afterAll(() => pool.end())
  const log = createLogger('silent')
  const [job] = retentionJobs({ config: readConfig({}), log, checkpointDir })
  return async (signal = new AbortController().signal): Promise<void> =>
    job?.handle({ pool, signal, id: undefined, send: async () => {} })
}

const danish = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' })
export const dateOf = (at: Date): string => danish.format(at)
export const yearOf = (at: Date): number => Number(dateOf(at).slice(0, 4))

/** Late enough that all of its past is after the first statistics. */
export const present = `now() + interval '12 years'`

/** Half a month more, so that no rule of whole months ends on the day. */
export const monthsAgo = (months: number) => `${present} - interval '${months} months 15 days'`

/** Makes records as users do, at moments of the past; each text is marked with who it is of. */
export const pastOf = async ({ as, database }: TestApp) => {
  const [drift, dpo] = [as('drift.ringparken'), as('dpo')]
  const me = (await drift.get('/me')).body.id
  await dpo.get('/me')
  // Those who are signed in stay so, whatever the clock says.
  await database.admin(`update sessions set expires_at = 'infinity'`)
  let now = new Date()
  const before = (ms: number) => new Date(now.getTime() - ms).toISOString()

  const goTo = async (expression: string): Promise<Date> => {
    await database.setClock(expression)
    const [row] = await database.admin<{ at: Date }>('select clock() as at')
    now = row?.at ?? now
    return now
  }
  const household = (mark: string) =>
    tenancy(drift, { movedInOn: '2000-01-01', residents: [{ name: `${mark} A` }, { name: `${mark} B` }] })

  const complaint = (home: Json, mark: string, changes: Json = {}) =>
    makeNaboklage(drift, {
      ...{ respondentTenancyId: home.id, complainant: { name: `${mark} K` }, occurredAt: before(3_600_000) },
      ...{ description: `${mark} hørte larm`, sharedSummary: `${mark} støj`, ...changes },
    })
  const closeComplaint = async (id: string, mark: string) => {
    const patched = await drift.patch(`/naboklager/${id}`, { place: `${mark} gård` }, { 'if-match': '*' })
    const step = { kind: 'closure', on: dateOf(now), outcome: 'resolved', note: `${mark} talt om` }
    const { status, text } = await move(drift, id, 'steps', step)
    if (status >= 300 || patched.status >= 300) throw new Error(text)
  }

  /** What the municipality is told of, which a resident has agreed to. */
  const discuss = async (caseId: string, residentIds: string[], mark: string): Promise<string> => {
    const meeting = { invitedOrganisationIds: ['viborg-kommune'], heldOn: dateOf(now), items: [{ caseId }] }
    const met = created(await drift.post('/meetings', meeting))
    const there = ['boligviborg']
    const { entry } = newDiscussion(residentIds, { present: there })
    const talk = { entry: { ...entry, legalBasis: 'public_task', text: `${mark} drøftet` }, present: there }
    const { status, text } = await drift.post(`/meetings/${met.id}/items/${met.items[0].id}/discussion`, talk)
    if (status >= 300) throw new Error(text)
    return met.id
  }

  /** With something of each kind that a case can hold. */
  const openCase = async (home: Json, mark: string, { consents, naboklageIds }: Json) => {
    const residentIds: string[] = home.residents.map(({ id }: Json) => id)
    const it = await makeCase(drift, home, { problem: `${mark} problem`, naboklageIds })
    const consentIds: string[] = []
    for (const residentId of residentIds.slice(0, consents)) {
      const given = { givenAt: before(1_000), note: `${mark} samtykke` }
      consentIds.push((await makeConsent(drift, it.id, residentId, given)).id)
    }
    const said = { text: `${mark} samtale`, occurredAt: before(3_600_000) }
    const entry = await makeEntry(drift, it.id, residentIds, said)
    const corrected = { text: `${mark} rettet`, reason: `${mark} fejl` }
    created(await drift.post(`/entries/${entry.id}/corrections`, corrected))
    const action = newAction(residentIds, me, { title: `${mark} aftale`, dueOn: dateOf(now) })
    created(await drift.post(`/cases/${it.id}/actions`, action))
    const meetingId = consents > 0 ? await discuss(it.id, residentIds, mark) : ''
    await drift.post(`/cases/${it.id}/pause`, { reason: `${mark} pause` }, { 'if-match': '*' })
    return { id: it.id as string, consentIds, meetingId, openedAt: now }
  }
  const closeCase = async (id: string, mark: string) => {
    const body = { outcome: 'tenancy_kept', closedOn: dateOf(now), note: `${mark} slut` }
    const { status, text } = await drift.post(`/cases/${id}/closure`, body, { 'if-match': '*' })
    if (status >= 300) throw new Error(text)
  }
  return { drift, dpo, goTo, household, complaint, closeComplaint, openCase, closeCase }
}
export type Past = Awaited<ReturnType<typeof pastOf>>

/** As if the period had been published, with nothing in it. */
export const publish = (database: TestDatabase, periods: string[]) =>
  database.admin(
    `with p as (insert into publications (id, period, requested_by) select uuidv7(), x, uuidv7() from unnest($1::text[]) x returning id)
    insert into publication_outcomes (publication_id, status, rule_version, content_hash) select id, 'published', 'x', 'x' from p`,
    [periods],
  )

export const changeRule = async (dpo: Actor, kind: string, keep: string): Promise<void> => {
  const { etag, body } = await dpo.get(`/retention/rules/${kind}`)
  const changed = { keep, legalBasis: body.legalBasis }
  const { status, text } = await dpo.put(`/retention/rules/${kind}`, changed, { 'if-match': etag })
  if (status !== 200) throw new Error(text)
}

/** Every table, of the jobs too, and how each row of it reads. */
export const tablesHolding = async (
  database: TestDatabase,
  words: string[],
  except = '',
): Promise<string[]> => {
  const tables = await database.admin<{ name: string }>(`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace::regnamespace::text in ('bo_godt', 'bo_godt_jobs') and c.relkind in ('r', 'p')
      and not c.relispartition`)
  const found: string[] = []
  const patterns = words.map((word) => `%${word}%`)
  for (const { name } of tables) {
    if (except.split(' ').includes(name)) continue
    const rows = await database.admin<{ word: string }>(
      `select distinct w as word from ${name} t join unnest($1::text[]) w on to_jsonb(t)::text like w`,
      [patterns],
    )
    found.push(...rows.map(({ word }) => `${name}: ${word.slice(1, -1)}`))
  }
  return found
}
