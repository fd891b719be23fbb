import type pg from 'pg'
import * as delaftale from '../../seeds/agreement.ts'
import { roles } from '../../src/kernel/access.ts'
import { accessRelations, accessSight } from './accesses.ts'
import { accountRelations, accountSight } from './accounts.ts'
import { entryRelations, entrySight } from './entry-sight.ts'
import { itemsOf, takesPart } from './gatherings.ts'
import { aboutImports, importRelations } from './imports.ts'
import type { Case, State, User } from './model.ts'
import * as model from './model.ts'
import { movesOf } from './moves.ts'
import { noticesOf } from './notices.ts'
import { seesRectification } from './rectifications.ts'
import { isOwnRestriction, seesRestriction } from './restrictions.ts'
import { aboutRetention, retentionRelations } from './retention.ts'
import { carries, seesReview } from './reviews.ts'

/** Rows that the application's role reads, as lines of text, by relation. */
export type Sight = Record<string, string[]>

/** Each relation that the application's role may read of the one rule, and how a row of it is told. */
const relations: Record<string, string> = {
  cases: `select id::text from cases`,
  case_team: `select case_id || ' ' || user_id from case_team`,
  ...entryRelations,
  meetings: `select id::text from meetings`,
  meeting_items: `select id::text from meeting_items`,
  discussions: `select item_id::text from discussions`,
  disclosures: `select id::text from disclosures`,
  agreed_actions: `select id::text from agreed_actions`,
  action_due_dates: `select action_id::text from action_due_dates`,
  case_moves: `select concat_ws(' ', case_id, id, kind) from case_moves`,
  owned_cases: `select id::text from owned_cases`,
  consents: `select id::text from consents`,
  rectifications: `select id::text from rectifications`,
  rectification_log: `select rectification_id || ' ' || kind from rectification_log`,
  former_versions: `select record_id::text from former_versions`,
  restrictions: `select id::text from restrictions`,
  own_restrictions: `select id::text from own_restrictions`,
  carried_cases: `select case_id::text from carried_cases`,
  basis_reviews: `select concat_ws(' ', entry_id, outcome) from basis_reviews`,
  naboklager: `select id::text from naboklager`,
  naboklage_steps: `select naboklage_id::text from naboklage_steps`,
  naboklage_changes: `select distinct naboklage_id::text from naboklage_changes`,
  signals: `select id::text from signals`,
  signal_naboklager: `select signal_id || ' ' || naboklage_id from signal_naboklager`,
  tenancies: `select id::text from tenancies`,
  residents: `select id::text from residents`,
  my_cases: `select case_id::text from my_cases`,
  keyed_cases: `select case_id::text from keyed_cases`,
  visible_cases: `select concat_ws(' ', case_id, owned, landlord, consented, emergency) from visible_cases`,
  consents_naming_me: `select id::text from consents_naming_me`,
  case_consents: `select id::text from case_consents`,
  case_people: `select case_id || ' ' || resident_id from case_people`,
  shown_cases: `select id::text from shown_cases`,
  case_details: `select concat_ws(' ', d.case_id, d.consented, kind, x ->> 'id') from case_details d
    cross join lateral (values ('team', d.team), ('resident', d.residents), ('consent', d.consents), ('naboklage', d.naboklager))
      parts (kind, list)
    cross join lateral json_array_elements(list) x`,
  conflicts: `select concat_ws(' ', id, ended_at is not null) from conflicts`,
  emergency_accesses: `select id::text from emergency_accesses`,
  withdrawable_consents: `select id::text from withdrawable_consents`,
  my_notices: `select concat_ws(' ', kind, coalesce(subject_id::text, '-'), coalesce(case_id::text, '-'), must_acknowledge,
    (select string_agg(a ->> 'organisationId', ',') from json_array_elements(acknowledgements) a)) from my_notices`,
  organisations: `select id from organisations`,
  departments: `select id from departments`,
  users: `select id::text from users`,
  ...accountRelations,
  user_departments: `select user_id || ' ' || department_id from user_departments`,
  idempotency_keys: `select key from idempotency_keys`,
  agreements: `select id from agreements`,
  agreement_parties: `select position::text from agreement_parties`,
  activities: `select id from activities`,
  goals: `select id from goals`,
  indicators: `select id from indicators`,
  indicator_baselines: `select position::text from indicator_baselines`,
  indicator_comparators: `select position::text from indicator_comparators`,
  agreement_revisions: `select id::text from agreement_revisions`,
  observations: `select id::text from observations`,
  department_population: `select id::text from department_population`,
  evaluation_comments: `select id::text from evaluation_comments`,
  evaluation_moves: `select id::text from evaluation_moves`,
  publications: `select id::text from publications`,
  publication_outcomes: `select publication_id::text from publication_outcomes`,
  published_tables: `select publication_id::text from published_tables`,
  publication_proofs: `select publication_id::text from publication_proofs`,
  ...accessRelations,
  ...retentionRelations,
  ...importRelations,
  webhooks: `select id::text from webhooks`,
  webhook_secrets: `select id::text from webhook_secrets`,
  webhook_deliveries: `select id::text from webhook_deliveries`,
  audit_events: `select 'some' from (select from audit_events limit 1) e`,
  audit_leaves: `select 'some' from (select from audit_leaves limit 1) e`,
  audit_salts: `select 'some' from (select from audit_salts limit 1) e`,
  audit_nodes: `select 'some' from (select from audit_nodes limit 1) e`,
  audit_checkpoints: `select 'some' from (select from audit_checkpoints limit 1) e`,
}

/** One statement for all the relations that are asked for, planned once for all who ask. */
const queryOf = (names: string[], name = names.join()) => {
  const parts = names.map((each) => `('${each}', array(${relations[each]}))`).join(', ')
  return { name, text: `select json_object_agg(name, rows) as sight from (values ${parts}) r (name, rows)` }
}
const everything = Object.keys(relations)
const inFull = queryOf(everything, 'everything')

export const enter = async (client: pg.ClientBase, session: string): Promise<void> => {
  await client.query('begin')
  await client.query('select enter($1, $2)', [session, roles])
}

const ordered = (sight: Sight): Sight =>
  Object.fromEntries(Object.entries(sight).map(([name, rows]) => [name, [...rows].sort()]))

/** What the application's role reads in a transaction of this session; without one, outside any scope. */
export const sightOf = async (
  client: pg.ClientBase,
  session: string | undefined,
  relation?: string,
): Promise<Sight> => {
  if (session) await enter(client, session)
  try {
    const { rows } = await client.query(relation ? queryOf([relation]) : inFull)
    return ordered(rows[0].sight)
  } finally {
    if (session) await client.query('rollback')
  }
}

const ids = (records: { id: string }[]) => records.map(({ id }) => id)

const aboutCases = (state: State, user: User): Sight => {
  const seen = model.casesOf(state, user)
  const from = (rows: (it: Case) => string[]) =>
    seen.flatMap((it) => rows(it).map((row) => `${it.id} ${row}`))
  const mine = state.cases.filter((it) => it.team.includes(user.id) && !model.barredFrom(state, user, it))
  const landlord = (it: Case) => state.landlords[it.departmentId] === user.organisationId
  return {
    cases: ids(seen),
    shown_cases: ids(seen),
    case_team: from((it) => it.team),
    ...entrySight(state, user),
    agreed_actions: ids(state.actions.filter((a) => model.seesAction(state, user, a))),
    action_due_dates: ids(state.actions.filter((a) => model.seesAction(state, user, a))),
    case_moves: from((it) => movesOf(state, user, it).map(({ id, kind }) => `${id} ${kind}`)),
    owned_cases: ids(seen.filter((it) => model.ownsSeen(state, user, it))),
    restrictions: ids(state.restrictions.filter((r) => seesRestriction(state, user, r))),
    own_restrictions: ids(state.restrictions.filter((r) => isOwnRestriction(state, user, r))),
    carried_cases: ids(seen.filter((it) => carries(state, user, it))),
    basis_reviews: state.reviews
      .filter((r) => seesReview(state, user, r))
      .map(({ entryId, outcome }) => (outcome ? `${entryId} ${outcome}` : entryId)),
    consents: ids(state.consents.filter((k) => model.seesConsent(state, user, k))),
    my_cases: ids(mine),
    keyed_cases: ids(
      state.cases.filter((it) => it.keyPersonId === user.id && !model.barredFrom(state, user, it)),
    ),
    visible_cases: seen.map((it) => {
      const facts = [
        ...[model.ownsSeen(state, user, it), landlord(it), model.isConsented(state, it)],
        model.emergencyOn(state, user, it) !== undefined,
      ]
      return [it.id, ...facts.map((fact) => (fact ? 't' : 'f'))].join(' ')
    }),
    consents_naming_me: ids(mine.flatMap((it) => model.naming(state, user, it))),
    case_consents: ids(seen.flatMap((it) => model.shownConsents(state, user, it))),
    case_people: from((it) => model.residentsOf(state, user, it)),
    case_details: seen.flatMap((it) => {
      const parts = { team: it.team, resident: model.residentsOf(state, user, it) }
      const more = {
        consent: ids(model.shownConsents(state, user, it)),
        naboklage: model.linkedOf(state, user, it),
      }
      const active = model.isConsented(state, it) ? 't' : 'f'
      return Object.entries({ ...parts, ...more }).flatMap(([kind, list]) =>
        list.map((id) => `${it.id} ${active} ${kind} ${id}`),
      )
    }),
    emergency_accesses: ids(state.emergencies.filter((e) => model.seesEmergency(state, user, e))),
    withdrawable_consents: ids(state.consents.filter((k) => model.mayWithdraw(state, user, k))),
  }
}

const aboutCorrections = (state: State, user: User): Sight => {
  const seen = state.rectifications.filter((r) => seesRectification(state, user, r))
  const residents = state.tenancies.filter((t) => model.seesTenancy(state, user, t))
  const records = [...ids(model.casesOf(state, user)), ...residents.flatMap((t) => t.residentIds)]
  return {
    rectifications: ids(seen),
    rectification_log: seen.flatMap(({ id, log }) => log.map((kind) => `${id} ${kind}`)),
    former_versions: state.changed.filter((id) => records.includes(id)),
  }
}

const aboutAnyone = (state: State, user: User): Sight => {
  const seen = (key: State['keys'][number]) =>
    state.entries.some((e) => e.id === key.entryId && model.seesEntry(state, user, e))
  return {
    my_notices: noticesOf(state, user),
    organisations: ['boligviborg', 'sct-joergen', 'viborg-kommune', 'helhedsplanen'],
    departments: Object.keys(state.landlords),
    users: [...ids(state.users), state.accounts.service.id],
    ...accountSight(state, user),
    idempotency_keys: state.keys.filter((k) => k.userId === user.id && seen(k)).map(({ key }) => key),
    ...aboutYears(state, user),
    ...accessSight(state, user),
    ...aboutRetention(state, user),
    ...aboutImports(state, user),
    ...aboutTheTrail(user),
  }
}

/** What is laid before the board, and what stands beside it. */
const aboutYears = ({ figures }: State, { role }: User): Sight => {
  const shown = (ids: string[]) => (['helhedsplan', 'board', 'dpo'].includes(role) ? ids : [])
  return {
    department_population: shown(figures.populations),
    evaluation_comments: shown(figures.comments),
    evaluation_moves: shown(figures.moves),
    publications: shown(figures.publications),
    publication_outcomes: shown(figures.publications),
    published_tables: shown(figures.publications),
    publication_proofs: role === 'dpo' ? figures.publications : [],
  }
}

const trail = ['audit_events', 'audit_leaves', 'audit_salts', 'audit_nodes', 'audit_checkpoints']

const aboutTheTrail = ({ role }: User): Sight =>
  Object.fromEntries(trail.map((name) => [name, role === 'dpo' ? ['some'] : []]))

const numbers = (many: object[]) => many.map((_, index) => String(index + 1))

/** Figures are about areas and not about anyone: every signed-in role reads them. */
const aboutAreas = ({ figures }: State): Sight => ({
  agreements: ids(delaftale.agreements),
  agreement_parties: numbers(delaftale.parties),
  activities: ids(delaftale.activities),
  goals: ids(delaftale.goals),
  indicators: ids(delaftale.indicators),
  indicator_baselines: numbers(delaftale.baselines),
  indicator_comparators: numbers(delaftale.comparators),
  agreement_revisions: figures.revisions,
  observations: figures.observations,
})
/** The administrator's alone, and no case content in it. */
const aboutWebhooks = ({ webhook }: State, { role }: User): Sight => {
  const shown = (id: string) => (role === 'admin' ? [id] : [])
  return {
    webhooks: shown(webhook.id),
    webhook_secrets: shown(webhook.secretId),
    webhook_deliveries: shown(webhook.deliveryId),
  }
}

const aboutMeetings = (state: State, user: User): Sight => {
  const items = state.meetings.flatMap((meeting) => itemsOf(state, user, meeting))
  return {
    meetings: ids(state.meetings.filter((meeting) => user.role === 'dpo' || takesPart(user, meeting))),
    meeting_items: ids(items),
    discussions: ids(items.filter(({ entryId }) => entryId)),
    disclosures: ids(state.disclosures.filter((d) => model.seesDisclosure(state, user, d))),
  }
}

/** What the one rule gives the application's role to read on behalf of this user. */
export const expectedSight = (state: State, user: User): Sight => {
  const tenancies = state.tenancies.filter((t) => model.seesTenancy(state, user, t))
  const about = (id: string) => state.users.filter((u) => u.id === id)
  const conflicts = state.conflicts.filter((k) =>
    about(k.userId).some((u) => model.mayRecordConflictOf(user, u)),
  )
  const signals = state.signals.filter((s) => tenancies.some((t) => t.id === s.tenancyId))
  const naboklager = ids(state.naboklager.filter((n) => model.seesNaboklage(state, user, n)))
  return ordered({
    ...aboutCases(state, user),
    ...aboutAnyone(state, user),
    ...aboutMeetings(state, user),
    ...aboutCorrections(state, user),
    ...aboutAreas(state),
    naboklager,
    signals: ids(signals),
    signal_naboklager: signals.flatMap((s) => s.naboklageIds.map((id) => `${s.id} ${id}`)),
    naboklage_steps: naboklager,
    naboklage_changes: naboklager,
    conflicts: conflicts.map((k) => `${k.id} ${k.ended ? 't' : 'f'}`),
    ...aboutWebhooks(state, user),
    tenancies: ids(tenancies),
    residents: tenancies.flatMap((t) => t.residentIds),
  })
}

export const isReadable = (relation: string): boolean => relation in relations

export const nothing: Sight = Object.fromEntries(everything.map((name) => [name, []]))
