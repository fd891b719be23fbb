import { type SQL, sql } from 'drizzle-orm'
import { recorded, recordedPage, recordedWrite } from '../../database/recorded.ts'
import { filtered, insertInto, type RowOf, selected, statement, updateOf } from '../../database/statement.ts'
import type { Code } from '../../kernel/codes.ts'
import { cases as c, caseNaboklager, caseResidents, caseTeam } from '../table.ts'

const p = sql.placeholder

/** The key person; also one who has left. */
const keyPerson = sql`left join users k on k.id = ${c.keyPersonId}`

interface Member {
  id: string
  name: string
  organisationId: string
}

/** `active` with a consent in force, whoever it names; expiry changes it without anyone writing. */
const statusOf = (consented: SQL) => sql<Code<'caseStatus'>>`case when ${c.closedAt} is not null then 'closed'
  when ${c.pausedAt} is not null then 'paused' when ${consented} then 'active' else 'awaiting_consent' end`

/** Also while the key person has left, and nobody carries the consent. */
const reconfirmationDue = (carried: SQL) =>
  sql<boolean>`(${c.reconfirmationDue} or not coalesce(${carried}, false))`

const columns = {
  id: c.id,
  reference: c.reference,
  organisationId: c.organisationId,
  tenancyId: c.tenancyId,
  departmentId: c.departmentId,
  status: statusOf(sql`d.consented`),
  theme: c.theme,
  problem: c.problem,
  keyPerson: { id: c.keyPersonId, name: sql<string>`k.name`, organisationId: sql<string>`k.organisation_id` },
  team: sql<Member[]>`d.team`,
  residents: sql<{ id: string; name: string }[]>`d.residents`,
  consents: sql<
    {
      id: string
      residentId: string
      recipientOrganisationIds: string[]
      dataCategories: Code<'dataCategory'>[]
      givenAt: string
      reviewOn: string
    }[]
  >`d.consents`,
  naboklager: sql<
    { id: string; category: Code<'naboklageCategory'>; occurredAt: string; sharedSummary: string | null }[]
  >`d.naboklager`,
  reconfirmationDue: reconfirmationDue(
    sql`k.disabled_at is null and k.organisation_id = ${c.organisationId}`,
  ),
  openedAt: c.recordedAt,
  pausedAt: c.pausedAt,
  closedOn: c.closedOn,
  outcome: c.outcome,
}
export type CaseRow = RowOf<typeof columns>

/** What a non-owner is shown of a case rests on the consents in force that name the organisation. */
const trail = {
  subjects: sql`array[${c.id}, ${c.tenancyId}] || d.subject_ids`,
  caseId: sql`${c.id}`,
  consents: sql`d.rests_on`,
}

/** `limit 1` only tells the planner to look up the details of the cases at hand, and never those of all cases. */
const details = sql`cross join lateral (select * from case_details x where x.case_id = ${c.id} limit 1) d`
/** What is on the case and what is beside it are one row of the view, under the two names that the columns use. */
const one = sql`from shown_cases d cross join lateral (select d.*) ${c} ${keyPerson} where d.id = ${p('id')}`

export const findCase = recorded(columns, one, trail)
export const readCase = statement<CaseRow>(sql`select ${selected(columns)} ${one}`)

/** Locks before anything is read, so that what is read is what others left. */
export const lockCase = statement(sql`select 1 from ${c} where ${c.id} = ${p('id')} for update`)

/**
 * From the actor's own cases, newest first: a page is found without looking at all cases, whoever asks. The filters
 * stand inside, where the cheap ones are asked before the rule is.
 */
const mine = (where: SQL) => sql`(
    select m.case_id from my_cases m
    where m.case_id < coalesce(${p('cursor')}::uuid, 'ffffffff-ffff-ffff-ffff-ffffffffffff')
    order by m.case_id desc) m
  cross join lateral (select * from ${c} where ${c.id} = m.case_id and ${where} limit 1) ${c}`

export const listCases = filtered(
  {
    // What is on the case comes first. Then the rule itself is asked, not the details: those are only looked up for
    // the cases of the page.
    status: sql`(${c.closedAt} is not null) = (${p('status')}::text = 'closed')
      and (${c.closedAt} is not null or (${c.pausedAt} is not null) = (${p('status')}::text = 'paused'))
      and ${statusOf(sql`(select v.consented from visible_cases v where v.case_id = ${c.id})`)} = ${p('status')}`,
    departmentId: sql`${c.departmentId} = ${p('departmentId')}`,
    theme: sql`${c.theme} = ${p('theme')}`,
    mine: sql`(${c.keyPersonId} = (select actor_id())) = ${p('mine')}::boolean`,
    open: sql`(${c.closedAt} is null) = ${p('open')}::boolean`,
    reconfirmationDue: sql`${reconfirmationDue(sql`(
      select u.disabled_at is null and u.organisation_id = ${c.organisationId}
      from users u where u.id = ${c.keyPersonId})`)} = ${p('reconfirmationDue')}::boolean`,
  },
  (where) => recordedPage(columns, sql`from ${mine(where)} ${details} ${keyPerson}`, sql`m.case_id`, trail),
)

/** A visible resident of another household is an error to be told of; whoever else is not found. */
export const requireHousehold = statement(sql`
  select require(not exists (select from residents r
      where r.id = any (${p('residentIds')}::uuid[]) and r.tenancy_id <> ${p('tenancyId')}::uuid),
      'Beboeren hører ikke til husstanden i lejemålet.'),
    require_found(department_of_household(${p('tenancyId')}::uuid, ${p('residentIds')}::uuid[]) is not null)`)

/** For what a closed case does not take; holds it open until the end. */
export const requireOpen = statement(sql`
  with locked as materialized (select c.closed_at from cases c where c.id = ${p('id')} for share)
  select require_found(exists (select from locked)),
    require_possible(not exists (select from locked where closed_at is not null), 'Sagen er afsluttet.')`)

/** Consent is carried by the key person of the problem (delaftalen, "Praksis"). */
export const requireKeyPerson = statement(sql`
  select require_found(count(*) = 1),
    require_allowed(bool_and(c.key_person_id = actor_id()), 'Kun sagens nøgleperson kan gøre dette.')
  from cases c where c.id = ${p('id')}`)

/** For changes of what a case is: an emergency access is for reading, and for the user's own entries. */
export const requireWritable = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(not v.emergency), 'Nødadgang giver kun adgang til at læse sagen og skrive egne notater.')
  from visible_cases v where v.case_id = ${p('id')}`)

/** For acts of the key person and the owner's team, by one who does see the case. */
export const requireOwner = statement(sql`
  select require_found(count(*) = 1), require_allowed(bool_and(v.owned), 'Kun sagens egen organisation kan gøre dette.')
  from visible_cases v where v.case_id = ${p('id')}`)

/** So that a complaint is not transferred to another department meanwhile. */
export const lockNaboklager = statement(
  sql`select from naboklager n where n.id = any (${p('naboklageIds')}::uuid[]) order by n.id for share`,
)

/**
 * A complaint about another household is not covered by what this household has agreed to, and one of another
 * department is not this landlord's to share.
 */
export const requireNaboklager = statement(sql`
  select require_found((select count(*) from naboklager n where n.id = any (${p('naboklageIds')}::uuid[]))
      = cardinality(${p('naboklageIds')}::uuid[])),
    require(not exists (select from naboklager n join cases c on c.id = ${p('id')}
      where n.id = any (${p('naboklageIds')}::uuid[])
        and (n.respondent_tenancy_id <> c.tenancy_id or n.department_id <> c.department_id)),
      'Naboklagen handler om et andet lejemål end sagen.')`)

export const requireMember = statement(sql`
  select require_found(count(*) = 1),
    require(bool_and(u.role in ('drift', 'socialafdeling', 'helhedsplan')), 'Kun de tre parters medarbejdere kan deltage.')
  from users u where u.id = ${p('userId')} and u.disabled_at is null`)

export const requireNotKeyPerson = statement(sql`
  select require_found(exists (select from case_team t
      where t.case_id = ${p('id')} and t.user_id = ${p('userId')})),
    require(not exists (select from cases c
      where c.id = ${p('id')} and c.key_person_id = ${p('userId')}::uuid),
      'Nøglepersonen kan ikke fjernes fra teamet.')`)

export const insertCase = statement(
  insertInto(c, ['id', 'tenancyId', 'theme', 'problem'], {
    departmentId: sql`department_of_household(${p('tenancyId')}::uuid, ${p('residentIds')}::uuid[])`,
  }),
)
export const insertTeamMember = statement(insertInto(caseTeam, ['caseId', 'userId']))
/** For one who may be there already. */
export const insertIntoTeam = statement(
  sql`${insertInto(caseTeam, ['caseId', 'userId'])} on conflict do nothing`,
)
export const insertKeyPerson = statement(insertInto(caseTeam, ['caseId'], { userId: sql`actor_id()` }))
export const insertCaseResident = statement(
  sql`${insertInto(caseResidents, ['caseId', 'residentId'])} on conflict do nothing`,
)
export const insertCaseNaboklage = statement(insertInto(caseNaboklager, ['caseId', 'naboklageId']))

/** Answered by the row that is gone: who leaves a team no longer sees its case. */
export const deleteTeamMember = recordedWrite(
  { userId: caseTeam.userId },
  caseTeam,
  sql`delete from ${caseTeam} where ${caseTeam.caseId} = ${p('id')} and ${caseTeam.userId} = ${p('userId')}`,
  { subjects: sql`array[${caseTeam.caseId}, ${caseTeam.userId}]`, caseId: sql`${caseTeam.caseId}` },
)
export const updateCase = statement(updateOf(c, ['theme', 'problem']))
