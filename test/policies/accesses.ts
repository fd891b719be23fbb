import type { Actor, Json } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import type { Look } from './look.ts'
import { allowed, refused } from './look.ts'
import type { AccessRequest, Naboklage, State, Tenancy, User } from './model.ts'
import * as model from './model.ts'
import type { Sight } from './observe.ts'
import { asOther, type Probe, uuid } from './probe.ts'
import { sorted } from './records.ts'
import { castOf } from './scenario.ts'
import type { World } from './world.ts'

const receivedOn = '2026-02-20'
const extendedTo = '2026-05-20'
const emptyHash = `encode(sha256(''), 'hex')`

const settle = async (dpo: Actor, id: string, kind: string, body: Json): Promise<string> => {
  const { status, text } = await dpo.post(`/subject-access/${id}/${kind}`, body, { 'if-match': '*' })
  if (status !== 200) throw new Error(text)
  return id
}

const review = async (by: Actor, requestId: string, { id }: Naboklage): Promise<void> => {
  const url = `/subject-access/${requestId}/naboklager/${id}/review`
  const { status, text } = await by.post(url, { texts: [] }, { 'if-match': '*' })
  if (status !== 200) throw new Error(text)
}

/**
 * Four residents have asked. A complaint is reviewed for one of two cohabitants, and the other's answer is at hand; one is
 * refused and one put off.
 */
export const recordAccesses = async (
  { as, database }: TestApp,
  [ringparken, lindon, karup]: Tenancy[],
  [aboutRingparken]: Naboklage[],
): Promise<AccessRequest[]> => {
  if (!ringparken || !lindon || !karup || !aboutRingparken) throw new Error('no households')
  const dpo = as('dpo')
  const ask = async (residentId = '') =>
    created(await dpo.post(`/residents/${residentId}/subject-access`, { receivedOn })).id as string
  const [inge, per, ole, eva] = [
    await ask(ringparken.residentIds[0]),
    await ask(ringparken.residentIds[1]),
    await ask(lindon.residentIds[0]),
    await ask(karup.residentIds[0]),
  ] as [string, string, string, string]
  await review(as('drift.ringparken'), inge, aboutRingparken)
  await settle(dpo, ole, 'refusal', { reason: 'Har fået svar i går' })
  await settle(dpo, eva, 'extension', { reason: 'Stor', dueOn: extendedTo })
  await database.admin(
    `insert into subject_access_bundles (request_id, content, content_hash, subject_ids, recorded_by)
    values ($1, '', ${emptyHash}, '{}', $1)`,
    [per],
  )
  return database.admin<AccessRequest & Record<string, unknown>>(
    `select q.id, q.resident_id as "residentId", q.id = $1 as settled, q.id = $3 as frozen,
      case when q.id = $2 then '${extendedTo}' else q.due_on::text end as "dueOn",
      array(select m.id from subject_access_moves m where m.request_id = q.id) as "moveIds",
      (select coalesce(json_agg(json_build_object('id', r.id, 'naboklageId', r.naboklage_id)), '[]')
        from subject_access_reviews r where r.request_id = q.id) as reviews
    from subject_access_requests q order by q.id`,
    [ole, eva, per],
  )
}

/** A complaint that is moved and moved back is another version: the reviews are of it as it is now. */
export const restoreReviews = async ({ database }: TestApp, accesses: AccessRequest[]): Promise<void> => {
  await database.admin('truncate subject_access_reviews')
  for (const { id, reviews } of accesses)
    for (const { id: reviewId, naboklageId } of reviews)
      await database.admin(
        `with staff as materialized (select set_config('bo_godt.actor_role', 'drift', true))
        insert into subject_access_reviews (id, request_id, naboklage_id, version, given, redactions, recorded_by)
        select $1, $2, $3, (select count(*) from naboklage_changes h where h.naboklage_id = $3)
          + (select count(*) from naboklage_steps s where s.naboklage_id = $3), '{}', '[]', $1 from staff`,
        [reviewId, id, naboklageId],
      )
}

const about = (state: State, { residentId }: AccessRequest): Naboklage[] => {
  const home = state.tenancies.find(({ residentIds }) => residentIds.includes(residentId))
  return state.naboklager.filter((n) => n.respondentTenancyId === home?.id)
}

/** What waits for the landlord's staff, or has been through them, as long as there is no answer. */
const complaintsOf = (state: State, user: User) =>
  state.accesses
    .filter(({ settled }) => !settled)
    .flatMap((access) => about(state, access).map((n) => ({ access, n })))
    .filter(({ n }) => user.role === 'dpo' || model.seesNaboklage(state, user, n))

const lineOf = ({ access, n }: { access: AccessRequest; n: Naboklage }): string => {
  const reviewed = access.reviews.some(({ naboklageId }) => naboklageId === n.id)
  return [access.id, access.residentId, access.dueOn, n.id, n.departmentId, reviewed ? 't' : 'f'].join(' ')
}

export const accessRelations: Record<string, string> = {
  subject_access_requests: `select id::text from subject_access_requests`,
  subject_access_moves: `select id::text from subject_access_moves`,
  subject_access_bundles: `select request_id::text from subject_access_bundles`,
  subject_access_reviews: `select id::text from subject_access_reviews`,
  access_complaints: `select concat_ws(' ', request_id, resident_id, due_on, naboklage_id, department_id, reviewed)
    from access_complaints`,
}

export const accessSight = (state: State, user: User): Sight => {
  const officers = (ids: string[]) => (user.role === 'dpo' ? ids : [])
  const seen = ({ naboklageId }: { naboklageId: string }) =>
    user.role === 'dpo' || model.seesNaboklage(state, user, model.byId(state.naboklager, naboklageId))
  return {
    subject_access_requests: officers(state.accesses.map(({ id }) => id)),
    subject_access_moves: officers(state.accesses.flatMap(({ moveIds }) => moveIds)),
    subject_access_bundles: officers(state.accesses.filter(({ frozen }) => frozen).map(({ id }) => id)),
    subject_access_reviews: state.accesses.flatMap(({ reviews }) => reviews.filter(seen).map(({ id }) => id)),
    access_complaints: complaintsOf(state, user).map(lineOf),
  }
}

/** The list of what the landlord's staff are to review. */
export const listOfReviews: Look = {
  url: '/subject-access-reviews',
  shown: ({ items }) => sorted(items.map((it: Json) => `${it.requestId} ${it.id} ${it.state}`)),
  expected: (state, user) => {
    if (user.role !== 'drift') return refused(403, [])
    const seen = complaintsOf(state, user)
    const lines = seen.map(({ access, n }) => {
      const done = access.reviews.some(({ naboklageId }) => naboklageId === n.id)
      return `${access.id} ${n.id} ${done ? 'approved' : 'pending'}`
    })
    return allowed(
      sorted(lines),
      seen.flatMap(({ access, n }) => [access.id, access.residentId, n.id]),
      [],
    )
  },
}

/** The complaints of the world are of version 2: a place was added, and a step taken. */
export const accessProbes = ({ state }: World): Probe[] => {
  const { inge, aboutRingparken, aboutKarup } = castOf(state)
  const [ingesOwn, persOwn, , evasOwn] = state.accesses.map(({ id }) => id)
  const byOther = asOther('recorded_by', inge)
  const ask = (
    more = ['', ''],
  ) => `insert into subject_access_requests (id, resident_id, received_on, due_on${more[0]})
    values (${uuid}, '${inge}', today(), today()${more[1]})`
  const reviewing = (request = '', complaint = '', version = 2, more = ['', '']) =>
    `insert into subject_access_reviews (id, request_id, naboklage_id, version, given, redactions${more[0]})
    values (${uuid}, '${request}', '${complaint}', ${version}, '{}', '[]'${more[1]})`
  const freeze = (request = '', more = ['', '']) =>
    `insert into subject_access_bundles (request_id, content, content_hash, subject_ids${more[0]})
    values ('${request}', '', ${emptyHash}, '{}'${more[1]})`
  const move = (request = '', kind = '', what = '', more = ['', '']) =>
    `insert into subject_access_moves (id, request_id, kind, ${what.split(' = ')[0]}${more[0]})
    values (${uuid}, '${request}', '${kind}', ${what.split(' = ')[1]}${more[1]})`
  const extend = (date: string, more?: string[]) =>
    move(ingesOwn, 'extension', `reason, due_on = 'x', '${date}'`, more)
  const refuse = (more?: string[]) => move(ingesOwn, 'refusal', `reason = 'x'`, more)
  const release = (hash = emptyHash, more?: string[]) =>
    move(persOwn, 'release', `content_hash = ${hash}`, more)
  return [
    { by: 'dpo', sql: ask(), touches: 1 },
    { by: 'dpo', sql: ask(byOther), touches: 'refused' },
    { by: 'drift.boligviborg', sql: ask(), touches: 'refused' },
    { by: 'drift.ringparken', sql: reviewing(ingesOwn, aboutRingparken.id), touches: 1 },
    { by: 'drift.ringparken', sql: reviewing(ingesOwn, aboutRingparken.id, 2, byOther), touches: 'refused' },
    { by: 'drift.ringparken', sql: reviewing(ingesOwn, aboutRingparken.id, 1), touches: 'refused' },
    { by: 'drift.ringparken', sql: reviewing(evasOwn, aboutKarup.id), touches: 'refused' },
    { by: 'dpo', sql: reviewing(ingesOwn, aboutRingparken.id), touches: 'refused' },
    { by: 'dpo', sql: freeze(ingesOwn), touches: 1 },
    { by: 'dpo', sql: freeze(ingesOwn, byOther), touches: 'refused' },
    { by: 'dpo', sql: freeze(evasOwn), touches: 'refused' },
    { by: 'drift.ringparken', sql: freeze(ingesOwn), touches: 'refused' },
    { by: 'dpo', sql: extend(extendedTo), touches: 1 },
    { by: 'dpo', sql: extend(extendedTo, byOther), touches: 'refused' },
    { by: 'dpo', sql: extend('2026-05-21'), touches: 'refused' },
    { by: 'dpo', sql: extend('2026-03-20'), touches: 'refused' },
    { by: 'admin', sql: extend(extendedTo), touches: 'refused' },
    { by: 'dpo', sql: release(), touches: 1 },
    { by: 'dpo', sql: release(`'x'`), touches: 'refused' },
    { by: 'dpo', sql: release(emptyHash, byOther), touches: 'refused' },
    { by: 'drift.ringparken', sql: release(), touches: 'refused' },
    { by: 'dpo', sql: refuse(), touches: 1 },
    { by: 'dpo', sql: refuse(byOther), touches: 'refused' },
    { by: 'drift.ringparken', sql: refuse(), touches: 'refused' },
  ]
}
