import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { created } from '../support/households.ts'
import { type Complaint, type Household, outcomeOf, type World } from './model.ts'
import {
  changeRule,
  dateOf,
  eraser,
  monthsAgo,
  type Past,
  pastOf,
  present,
  publish,
  tablesHolding,
  yearOf,
} from './past.ts'

/** Moments at which something happens, the oldest first; between them the rules below draw their lines. */
const moments = [76, 64, 52, 40, 28, 16, 4]
const moment = fc.nat(moments.length - 1)
const later = fc.option(fc.nat(2), { freq: 6 })
const early = fc.nat(4)

const scenario = fc.record({
  households: fc.array(fc.record({ movedOut: fc.option(moment, { freq: 2 }) }), {
    minLength: 2,
    maxLength: 3,
  }),
  complaints: fc.array(fc.record({ of: fc.nat(2), filed: early, closedAfter: later, draft: fc.nat(5) }), {
    minLength: 2,
    maxLength: 5,
  }),
  cases: fc.array(
    fc.record({
      ...{ of: fc.nat(2), opened: early, closedAfter: later, consents: fc.nat(2), links: fc.boolean() },
    }),
    { minLength: 1, maxLength: 3 },
  ),
  holds: fc.array(fc.record({ onCase: fc.boolean(), of: fc.nat(5), lifted: fc.boolean() }), { maxLength: 2 }),
  unpublished: fc.array(fc.nat(7), { maxLength: 2 }),
  keep: fc.record({
    naboklage: fc.constantFrom(12, 24, 48),
    case: fc.constantFrom(18, 36),
    consent: fc.constantFrom(24, 60),
    household: fc.constantFrom(12, 30),
  }),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

interface Happening {
  at: number
  /** What must be there before what refers to it. */
  order: number
  happens(now: Date): Promise<void>
}

/** Plays what happened, in the order of time, by the API and with the database's clock in the past. */
const play = async (
  past: Past,
  database: TestDatabase,
  { households, complaints, cases, holds, ...rest }: Scenario,
) => {
  const thisYear = yearOf(await past.goTo(present))
  const world: World = {
    ...{ households: [], complaints: [], cases: [], heldCases: [], heldResidents: [] },
    published: Array.from({ length: 9 }, (_, back) => back)
      .filter((back) => !rest.unpublished.includes(back))
      .map((back) => thisYear - back),
    keep: { meeting: 36, naboklage_draft: 6, ...rest.keep },
  }
  const homes: Json[] = []
  await past.goTo(monthsAgo(80))
  for (const at of households.keys()) {
    const home = await past.household(`hus${at}`)
    homes.push(home)
    const residentIds = home.residents.map(({ id }: Json) => id)
    world.households.push({ id: home.id, mark: `hus${at}`, residentIds })
  }
  const happenings: Happening[] = []
  const home = (of: number) => of % homes.length
  const lastOf = (at: number, after: number) => Math.min(at + after, moments.length - 1)
  const monthsOf = (at: number) => (moments[at] ?? 0) + 0.5
  for (const [n, { of, filed, closedAfter, draft }] of complaints.entries()) {
    const mark = `klage${n}mærke`
    const it: Complaint = { id: '', mark, household: home(of), receivedYear: 0 }
    happenings.push({
      ...{ at: filed, order: 0 },
      happens: async (now) => {
        it.id = (await past.complaint(homes[home(of)], mark, draft === 0 ? { channel: 'oral' } : {})).id
        it.receivedYear = yearOf(now)
        if (draft === 0) it.draft = { months: monthsOf(filed) }
        world.complaints.push(it)
      },
    })
    if (closedAfter === null || draft === 0) continue
    const at = lastOf(filed, closedAfter)
    happenings.push({
      ...{ at, order: 2 },
      happens: async (now) => {
        await past.closeComplaint(it.id, mark)
        it.closed = { months: monthsOf(at), year: yearOf(now) }
      },
    })
  }
  for (const [n, { of, opened, closedAfter, consents, links }] of cases.entries()) {
    const mark = `sag${n}mærke`
    const at = closedAfter === null ? undefined : lastOf(opened, closedAfter)
    happenings.push({
      ...{ at: opened, order: 1 },
      happens: async (now) => {
        const naboklageIds = world.complaints
          .filter((it) => links && it.household === home(of) && !it.draft)
          .map(({ id }) => id)
        const made = await past.openCase(homes[home(of)], mark, { consents, naboklageIds })
        const it = { ...made, mark, household: home(of), complaintIds: naboklageIds }
        world.cases.push({ ...it, opened: { months: monthsOf(opened), year: yearOf(now) } })
      },
    })
    if (at === undefined) continue
    happenings.push({
      ...{ at, order: 3 },
      happens: async (now) => {
        const it = world.cases.find((each) => each.mark === mark)
        await past.closeCase(it?.id ?? '', mark)
        if (it) it.closed = { months: monthsOf(at), year: yearOf(now) }
      },
    })
  }
  happenings.sort((a, b) => a.at - b.at || a.order - b.order)
  for (const { at, happens } of happenings) await happens(await past.goTo(monthsAgo(moments[at] ?? 0)))
  const now = await past.goTo(present)
  for (const [at, { movedOut }] of households.entries()) {
    if (movedOut === null) continue
    const days = Math.round(monthsOf(movedOut) * 30.44)
    const movedOutOn = dateOf(new Date(now.getTime() - days * 86_400_000))
    const home = homes[at]
    const { status, text } = await past.drift.patch(
      `/tenancies/${home.id}`,
      { movedOutOn },
      { 'if-match': '*' },
    )
    if (status !== 200) throw new Error(text)
    ;(world.households[at] as Household).movedOutMonths = monthsOf(movedOut)
  }
  for (const { onCase, of, lifted } of holds) {
    const caseId = world.cases[of % world.cases.length]?.id ?? ''
    const residentId = homes[of % homes.length].residents[of % 2].id
    const on = onCase ? { caseId } : { residentId }
    const hold = created(await past.dpo.post('/retention/holds', { ...on, reason: 'Klage til Datatilsynet' }))
    const etag = (await past.dpo.get(`/retention/holds/${hold.id}`)).etag
    if (lifted) {
      const answer = await past.dpo.post(
        `/retention/holds/${hold.id}/lifting`,
        { reason: 'Afgjort' },
        { 'if-match': etag },
      )
      expect(answer.status).toBe(200)
    } else if (onCase) world.heldCases.push(caseId)
    else world.heldResidents.push(residentId)
  }
  for (const [kind, months] of Object.entries(rest.keep)) await changeRule(past.dpo, kind, `P${months}M`)
  await publish(database, world.published.map(String))
  // A shorter rule is in force a week later.
  await past.goTo(`${present} + interval '8 days'`)
  return world
}

const listed = 'erasures audit_events migrations'

const holds = async (chosen: Scenario): Promise<void> => {
  const app = await testApp({ database: await cloneDatabase() })
  const past = await pastOf(app)
  const world = await play(past, app.database, chosen)
  const expected = outcomeOf(world)
  const due = (await past.dpo.get('/retention/due')).body.items
  const run = eraser(app.database)
  await Promise.all([run(), eraser(app.database)()])
  await run()

  const there = async (ids: string[]) => [
    ...new Set((await tablesHolding(app.database, ids, listed)).map((line) => line.split(' ')[1])),
  ]
  expect(await tablesHolding(app.database, expected.gone, listed)).toEqual([])
  expect((await there(expected.left)).sort()).toEqual([...expected.left].sort())

  const marksOf = (some: { id: string; mark: string }[], ids: string[]) =>
    some.filter(({ id }) => ids.includes(id)).map(({ mark }) => mark)
  const all = [...world.complaints, ...world.cases]
  expect(await tablesHolding(app.database, marksOf(all, expected.gone), listed)).toEqual([])
  const onlyInConsents = await tablesHolding(app.database, marksOf(world.cases, expected.emptied), listed)
  expect(onlyInConsents.filter((line) => !line.startsWith('consents:'))).toEqual([])
  const left = all.filter(({ id }) => expected.left.includes(id) && !expected.emptied.includes(id))
  expect((await there(left.map(({ mark }) => mark))).sort()).toEqual(left.map(({ mark }) => mark).sort())

  // The dry run told all of it but what became due by that; and the trail has it by id.
  const foretold = due.flatMap(({ ids }: Json) => ids)
  const first = (ids: string[]) => ids.filter((id) => all.some((each) => each.id === id))
  expect(first(expected.gone).filter((id) => !foretold.includes(id))).toEqual([])
  const trail = await app.database.admin<{ id: string }>(
    `select unnest(subject_ids) as id from audit_events where role = 'system' and action like '%.erase'`,
  )
  const told = trail.map(({ id }) => id)
  const roots = [...first(expected.gone), ...expected.emptied]
  expect(roots.filter((id) => !told.includes(id))).toEqual([])
}

/** One complaint is due, one is held; one case is emptied, with a consent left, and one goes whole. */
const known: Scenario = {
  households: [{ movedOut: 2 }, { movedOut: null }, { movedOut: null }],
  complaints: [
    { of: 0, filed: 1, closedAfter: 1, draft: 5 },
    { of: 1, filed: 1, closedAfter: 1, draft: 5 },
    { of: 2, filed: 4, closedAfter: null, draft: 0 },
  ],
  cases: [
    { of: 0, opened: 0, closedAfter: 1, consents: 0, links: true },
    { of: 2, opened: 2, closedAfter: 1, consents: 1, links: false },
  ],
  holds: [{ onCase: false, of: 1, lifted: false }],
  unpublished: [],
  keep: { naboklage: 24, case: 36, consent: 60, household: 12 },
}

test('exactly what is due is gone, from every table, and nothing else', { timeout: 300_000 }, async () => {
  const numRuns = Number(process.env.RUNS ?? 2)
  await fc.assert(fc.asyncProperty(scenario, holds), { numRuns, endOnFailure: true, examples: [[known]] })
})
