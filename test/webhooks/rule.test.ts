import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { attempt, connectAs } from '../policies/harness.ts'
import * as model from '../policies/model.ts'
import { playScenario } from '../policies/scenario.ts'
import { createWorld, type World } from '../policies/world.ts'

let world: World
let admin: pg.Client
let expected: string[]

beforeAll(async () => {
  world = await createWorld()
  admin = await connectAs(world.test.database.adminUrl)
  const { refused, partial } = await playScenario(world, admin)
  // Of the first of these nobody is on the team; the other is the landlord of other departments.
  await answer(refused, ['sct-joergen', 'helhedsplanen'], ['social'])
  await answer(partial, ['boligviborg', 'sct-joergen'], ['housing', 'complaints'])
  expected = told()
})

/** The last of a case's residents answers anew. */
const answer = async (caseId: string, recipients: string[], categories: string[]): Promise<void> => {
  const { state } = world
  const it = model.caseOf(state, { caseId })
  const keyPerson = state.users.find(({ id }) => id === it.keyPersonId) as model.User
  const given = {
    residentId: it.residentIds.at(-1) ?? '',
    response: 'given' as const,
    recipients,
    categories,
    givenAt: state.now.getTime(),
    reviewOn: model.dateOf(state.now.getTime() + 30 * 86_400_000),
  }
  await attempt(world, admin, keyPerson, { kind: 'answer', caseId, answer: given })
}

/** Emergency access is one member's, and tells no system. */
const calm = (): model.State => ({ ...world.state, emergencies: [] })

/** An organisation sees what some user of it sees, by the model of the one rule. */
const organisations = (sees: (user: model.User) => boolean): string[] => [
  ...new Set(world.state.users.filter(sees).flatMap(({ organisationId }) => organisationId ?? [])),
]

const aboutCase = (it: model.Case): [string, string[]][] => {
  const state = calm()
  const complained = { ...it, naboklageIds: ['one'] }
  const owns = (user: model.User) =>
    [it.owner, state.landlords[it.departmentId]].includes(user.organisationId ?? '')
  const sees = (user: model.User) => model.seesCase(state, user, it)
  return [
    ['case.created', organisations(sees)],
    ['case.closed', organisations(sees)],
    ['case.resident_added', organisations((user) => sees(user) && owns(user))],
    ['case.naboklage_linked', organisations((user) => model.linkedOf(state, user, complained).length > 0)],
  ]
}

/** What the state was until this consent was withdrawn. */
const before = (consent: model.Consent): model.State => {
  const standing = world.state.consents.map((k) => (k === consent ? { ...k, withdrawn: false } : k))
  return { ...calm(), consents: standing }
}

/** A withdrawal reaches those who had access by it until then, too, or would have it again after a restriction. */
const aboutConsent = (consent: model.Consent): [string, string[]][] => {
  const state = calm()
  const it = model.caseOf(state, consent)
  const sees = (user: model.User) => model.seesConsent(state, user, consent)
  const had = (user: model.User) =>
    it.team.includes(user.id) &&
    !model.barredFrom(state, user, it) &&
    model.givenTo(before(consent), user, it).some(({ id }) => id === consent.id)
  return [
    ['consent.recorded', organisations(sees)],
    ['consent.withdrawn', organisations((user) => sees(user) || had(user))],
  ]
}

const lines = (id: string, about: [string, string[]][]) =>
  about.flatMap(([event, who]) => who.map((organisation) => `${event} ${id} ${organisation}`))

const told = (): string[] => {
  const { cases, entries, actions, consents, naboklager } = world.state
  return [
    ...cases.flatMap((it) => lines(it.id, aboutCase(it))),
    ...consents.flatMap((consent) => lines(consent.id, aboutConsent(consent))),
    ...entries.flatMap((entry) =>
      lines(entry.id, [['entry.created', organisations((user) => model.seesEntry(calm(), user, entry))]]),
    ),
    ...actions.flatMap((action) =>
      lines(action.id, [['action.created', organisations((user) => model.seesAction(calm(), user, action))]]),
    ),
    ...naboklager.flatMap((naboklage) =>
      lines(naboklage.id, [
        ['naboklage.created', organisations((user) => model.hasDepartment(user, naboklage))],
      ]),
    ),
  ].sort()
}

const records = `
  (select id, 'case' as kind from cases union all select id, 'consent' from consents
    union all select id, 'entry' from case_entries union all select id, 'action' from agreed_actions union all select id, 'naboklage' from naboklager) r`
const events = [
  'case.created',
  'case.closed',
  'case.resident_added',
  'case.naboklage_linked',
  'consent.recorded',
  'consent.withdrawn',
  'entry.created',
  'action.created',
  'naboklage.created',
]

/** Every event about every record of its kind; or about any record at all. */
const found = async (condition = `e like kind || '.%'`): Promise<string[]> => {
  const { rows } = await admin.query<{ line: string }>(
    `select e || ' ' || r.id || ' ' || o as line
    from unnest($1::text[]) e cross join ${records} cross join organisations_to_tell(e, r.id) o where ${condition}`,
    [events],
  )
  return rows.map(({ line }) => line).sort()
}

/** An operator of a function's source, and its opposite. */
const opposites: [RegExp, string][] = [
  [/ and (?!case)/g, ' or '],
  [/ or /g, ' and '],
  [/ = any /g, ' <> all '],
  [/ = (?!any)/g, ' <> '],
  [/ like /g, ' not like '],
  [/ > /g, ' <= '],
  [/ is null/g, ' is not null'],
  [/ in /g, ' not in '],
  [/not exists/g, 'exists'],
]

describe('an organisation is told', () => {
  it('of what someone there sees', async () => {
    expect(expected.length).toBeGreaterThan(60)
    expect(await found()).toEqual(expected)
    expect(await found('true')).toEqual(expected)
  })

  it('and any operator of the rule that is turned into its opposite is noticed', {
    timeout: 120_000,
  }, async () => {
    const { rows } = await admin.query<{ name: string; source: string }>(
      `select p.proname as name, pg_get_functiondef(p.oid) as source from pg_proc p
      where p.pronamespace = current_schema()::regnamespace
        and p.proname in ('organisations_on_case', 'all_agree', 'organisations_to_tell')`,
    )
    const survivors: string[] = []
    let tried = 0
    for (const { name, source } of rows)
      for (const [operator, opposite] of opposites)
        for (const { 0: text, index } of source.matchAll(operator)) {
          tried += 1
          const mutated = source.slice(0, index) + opposite + source.slice(index + text.length)
          const seen = await admin
            .query(mutated)
            .then(() => found())
            .catch(() => [])
          if (JSON.stringify(seen) === JSON.stringify(expected))
            survivors.push(`${name}: ${source.slice(index - 20, index + 30)}`)
          await admin.query(source)
        }
    expect(tried).toBeGreaterThan(40)
    expect(survivors).toEqual([])
  })
})
