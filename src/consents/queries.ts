import { sql } from 'drizzle-orm'
import { insideCase } from '../cases/lookups.ts'
import { recorded, recordedPage, recordedWrite } from '../database/recorded.ts'
import { filtered, insertInto, statement } from '../database/statement.ts'
import type { Code } from '../kernel/codes.ts'
import { consents as k } from './table.ts'

const p = sql.placeholder

/** What a resident said in confidence about the consent stays with the owner. */
const forOwner = (column: unknown) => sql<string | null>`(
  select ${column} from visible_cases v where v.case_id = ${k.caseId} and v.owned)`

interface Withdrawal {
  receivedAt: string
  receivedBy: string
  channel: Code<'withdrawalChannel'>
  reason: string | null
}

const columns = {
  id: k.id,
  caseId: k.caseId,
  residentId: k.residentId,
  givenBy: k.givenBy,
  response: k.response,
  channel: k.channel,
  givenAt: k.givenAt,
  informationTextVersion: k.informationTextVersion,
  interpreter: k.interpreter,
  purpose: k.purpose,
  recipientOrganisationIds: k.recipientOrganisationIds,
  dataCategories: k.dataCategories,
  reviewOn: k.reviewOn,
  inForce: sql<boolean>`exists (select from case_consents f where f.id = ${k.id})`,
  note: forOwner(k.note),
  recordedAt: k.recordedAt,
  recordedBy: k.recordedBy,
  withdrawal: sql<Withdrawal | null>`case when ${k.withdrawalReceivedAt} is not null then json_build_object(
    'receivedAt', rfc3339(${k.withdrawalReceivedAt}), 'receivedBy', ${k.withdrawalReceivedBy},
    'channel', ${k.withdrawalChannel}, 'reason', ${forOwner(k.withdrawalReason)}) end`,
  invalidation: sql<{ invalidatedAt: string; reason: string | null } | null>`
    case when ${k.invalidatedAt} is not null then json_build_object(
      'invalidatedAt', rfc3339(${k.invalidatedAt}), 'reason', ${forOwner(k.invalidationReason)}) end`,
  confirmedInWritingOn: k.confirmedInWritingOn,
}

const trail = {
  subjects: sql`array[${k.id}, ${k.caseId}, ${k.residentId}]`,
  caseId: sql`${k.caseId}`,
  consents: sql`array(select n.id from consents_naming_me n join visible_cases v on v.case_id = n.case_id
    where n.case_id = ${k.caseId} and not v.owned)`,
}

export const findConsent = recorded(columns, sql`from ${k} where ${k.id} = ${p('id')}`, trail)

export const listConsents = filtered({ cursor: sql`${k.id} < ${p('cursor')}` }, (where) =>
  recordedPage(columns, sql`from ${k} where ${k.caseId} = ${p('id')} and ${where}`, k.id, {
    ...trail,
    ...insideCase(p('id')),
  }),
)

export const requireParties = statement(sql`
  select require_found(exists (select from case_people r
      where r.case_id = ${p('caseId')} and r.resident_id = ${p('residentId')}::uuid)),
    require(${p('recipientOrganisationIds')}::text[] <@ array(select o.id from organisations o),
      'En af organisationerne er ukendt.')`)

export const requireVersion = statement(sql`
  select require(${p('informationTextVersion')} = any (${p('known')}::text[]),
    'Informationsteksten findes ikke i den version. Se /codelists.')`)

export const insertConsent = statement(
  insertInto(k, [
    'id',
    'caseId',
    'residentId',
    'givenBy',
    'response',
    'channel',
    'givenAt',
    'informationTextVersion',
    'interpreter',
    'purpose',
    'recipientOrganisationIds',
    'dataCategories',
    'reviewOn',
    'note',
  ]),
)

export const findCaseOf = statement<{ caseId: string }>(
  sql`select ${k.caseId} as "caseId" from ${k} where ${k.id} = ${p('id')}`,
)

/** The state that decides what may become of a consent, locked until the end. */
export const lockConsent = statement<{ invalidated: boolean }>(
  sql`select ${k.invalidatedAt} is not null as "invalidated" from ${k} where ${k.id} = ${p('id')} for update`,
)

export const invalidate = statement(sql`
  update ${k} set invalidated_at = clock(), invalidated_by = actor_id(), invalidation_reason = ${p('reason')}
  where ${k.id} = ${p('id')}`)

export const confirmInWriting = statement(sql`
  update ${k} set confirmed_in_writing_on = ${p('confirmedOn')}::date where ${k.id} = ${p('id')}`)

export const requireNotFuture = statement(
  sql`select require(${p('confirmedOn')}::date <= today(), 'Bekræftelsen kan ikke ligge i fremtiden.')`,
)

export const lockWithdrawable = statement<{ response: Code<'consentResponse'>; ended: boolean }>(sql`
  select w.response, w.withdrawal_received_at is not null or w.invalidated_at is not null as ended
  from withdrawable_consents w where w.id = ${p('id')} for update`)

/** A withdrawal that reached a colleague may be recorded by another. */
export const requireReceiver = statement(sql`
  select require(${p('receivedBy')}::uuid is null or exists (select from users u
      where u.id = ${p('receivedBy')}::uuid and u.role in ('drift', 'socialafdeling', 'helhedsplan')),
    'Modtageren er ikke medarbejder hos en af parterne.')`)

const w = sql`w`

/** Answers what was recorded and no more: the caller may no longer see the case, or never did. */
export const withdraw = recordedWrite(
  {
    id: sql<string>`w.id`,
    caseId: sql<string>`w.case_id`,
    residentId: sql<string>`w.resident_id`,
    givenAt: sql<string>`w.given_at`,
    withdrawal: sql<
      Omit<Withdrawal, 'reason'>
    >`json_build_object('receivedAt', rfc3339(w.withdrawal_received_at),
      'receivedBy', w.withdrawal_received_by, 'channel', w.withdrawal_channel)`,
  },
  w,
  sql`update withdrawable_consents x set withdrawal_received_at = ${p('receivedAt')}::timestamptz,
      withdrawal_received_by = coalesce(${p('receivedBy')}::uuid, actor_id()), withdrawal_channel = ${p('channel')},
      withdrawal_reason = ${p('reason')}, withdrawal_recorded_at = clock(), withdrawal_recorded_by = actor_id()
    where x.id = ${p('id')}`,
  { subjects: sql`array[w.id, w.case_id, w.resident_id]`, caseId: sql`w.case_id` },
)
