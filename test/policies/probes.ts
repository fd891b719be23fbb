import type pg from 'pg'
import type { DemoUsername } from '../../seeds/demo-users.ts'
import { accessProbes } from './accesses.ts'
import { accountProbes } from './accounts.ts'
import { agreedActions } from './action-probes.ts'
import { impartiality } from './conflict-probes.ts'
import { emergencies } from './emergency-probes.ts'
import { figureProbes } from './figures.ts'
import { importProbes } from './imports.ts'
import { meetings } from './meeting-probes.ts'
import { lifecycle } from './move-probes.ts'
import { enter } from './observe.ts'
import { add, asOther, consent, entry, naboklage, newCase, type Probe, resident, tenancy } from './probe.ts'
import { rectifications } from './rectification-probes.ts'
import { restrictions } from './restriction-probes.ts'
import { retentionProbes } from './retention.ts'
import { type Cases, castOf } from './scenario.ts'
import { webhookProbes } from './webhook-probes.ts'
import type { World } from './world.ts'

/** Which of them is read too, and so has to be seen. */
const placing = `update naboklager set place = 'x' where description <> ''`

const housing = (world: World): Probe[] => {
  const { ringparken, lindon, karup } = castOf(world.state)
  const other = asOther('recorded_by', world.state.users[0]?.id ?? '')
  return [
    { by: 'drift.ringparken', sql: tenancy('ringparken'), touches: 1 },
    { by: 'drift.ringparken', sql: tenancy('lindon'), touches: 'refused' },
    { by: 'drift.ringparken', sql: tenancy('ringparken', other), touches: 'refused' },
    { by: 'social.anna', sql: tenancy('ringparken'), touches: 'refused' },
    { by: 'drift.ringparken', sql: resident(ringparken.id), touches: 1 },
    { by: 'drift.ringparken', sql: resident(lindon.id), touches: 'refused' },
    { by: 'drift.boligviborg', sql: resident(karup.id), touches: 'refused' },
    { by: 'drift.ringparken', sql: `update tenancies set moved_out_on = today()`, touches: 2 },
    { by: 'social.anna', sql: `update tenancies set moved_out_on = today()`, touches: 0 },
    { by: 'drift.ringparken', sql: `update residents set phone = 'x'`, touches: 3 },
    { by: 'koordinator', sql: `update residents set phone = 'x'`, touches: 0 },
    { by: 'drift.ringparken', sql: naboklage('ringparken'), touches: 1 },
    { by: 'drift.ringparken', sql: naboklage('lindon'), touches: 'refused' },
    { by: 'drift.ringparken', sql: `update naboklager set place = 'x'`, touches: 2 },
    { by: 'social.bo', sql: `update naboklager set place = 'x'`, touches: 0 },
    { by: 'drift.ringparken', scopes: '{naboklager.file}', sql: placing, touches: 0 },
    { by: 'drift.boligviborg', scopes: '{naboklager.file}', sql: placing, touches: 6 },
  ]
}

const ladder = (world: World): Probe[] => {
  const { aboutRingparken, fromRingparken, aboutLindon } = castOf(world.state)
  const other = asOther('recorded_by', world.state.users[0]?.id ?? '')
  const step = (
    id: string,
    more = ['', ''],
  ) => `insert into naboklage_steps (naboklage_id, position, kind, taken_on${more[0]})
    values ('${id}', 2, 'request', today()${more[1]})`
  const decide = (by: string) => `update signals set reason = 'x', decided_by = ${by}`
  const transfer = (id: string, to: string) => `select from transfer_naboklage('${id}', '${to}', 'x')`
  return [
    { by: 'drift.ringparken', sql: step(aboutRingparken.id), touches: 1 },
    { by: 'drift.ringparken', sql: step(aboutRingparken.id, other), touches: 'refused' },
    { by: 'drift.ringparken', sql: step(aboutLindon.id), touches: 'refused' },
    { by: 'social.anna', sql: step(aboutRingparken.id), touches: 'refused' },
    { by: 'drift.ringparken', sql: transfer(fromRingparken.id, 'lindon'), touches: 1 },
    { by: 'drift.ringparken', sql: decide('actor_id()'), touches: 2 },
    { by: 'drift.ringparken', sql: decide('null'), touches: 'refused' },
    { by: 'social.anna', sql: decide('actor_id()'), touches: 0 },
  ]
}

const casework = (world: World, cases: Cases): Probe[] => {
  const { ringparken, inge, per, fromRingparken, aboutKarup } = castOf(world.state)
  const idOf = (name: DemoUsername) => world.state.users.find((u) => u.username === name)?.id ?? ''
  const bo = idOf('social.bo')
  const id = cases.partial
  const join = (more?: string[]) => add('case_team', 'user_id', id, bo, more)
  return [
    { by: 'social.anna', sql: newCase(ringparken.id), touches: 1 },
    {
      by: 'social.anna',
      sql: newCase(ringparken.id, asOther('organisation_id', 'boligviborg')),
      touches: 'refused',
    },
    { by: 'social.anna', sql: newCase(ringparken.id, asOther('key_person_id', bo)), touches: 'refused' },
    { by: 'social.anna', sql: `update cases set problem = 'x'`, touches: 4 },
    { by: 'koordinator2', sql: `update cases set problem = 'x' where id = '${id}'`, touches: 0 },
    { by: 'social.anna', sql: join(), touches: 1 },
    { by: 'social.anna', sql: join(asOther('recorded_by', bo)), touches: 'refused' },
    { by: 'drift.boligviborg', sql: join(), touches: 'refused' },
    { by: 'social.bo', sql: join(), touches: 'refused' },
    { by: 'social.anna', sql: `delete from case_team`, touches: 8 },
    { by: 'drift.sctjoergen', sql: `delete from case_team`, touches: 5 },
    { by: 'board', sql: `delete from case_team`, touches: 0 },
    {
      by: 'koordinator',
      sql: add('case_residents', 'resident_id', cases.invalidated, inge),
      touches: 'refused',
    },
    { by: 'social.anna', sql: add('case_residents', 'resident_id', cases.invalidated, inge), touches: 1 },
    {
      by: 'drift.boligviborg',
      sql: add('case_naboklager', 'naboklage_id', id, fromRingparken.id),
      touches: 1,
    },
    {
      by: 'drift.ringparken',
      sql: add('case_naboklager', 'naboklage_id', id, fromRingparken.id),
      touches: 'refused',
    },
    {
      by: 'koordinator',
      sql: add('case_naboklager', 'naboklage_id', id, fromRingparken.id),
      touches: 'refused',
    },
    {
      by: 'drift.boligviborg',
      sql: add('case_naboklager', 'naboklage_id', id, aboutKarup.id),
      touches: 'refused',
    },
    { by: 'koordinator', sql: entry(id, inge), touches: 1 },
    { by: 'koordinator', sql: entry(id, per), touches: 'refused' },
    { by: 'koordinator', sql: entry(id, inge, asOther('author_id', bo)), touches: 'refused' },
    {
      by: 'koordinator',
      sql: entry(id, inge, asOther('organisation_id', 'boligviborg')),
      touches: 'refused',
    },
    { by: 'drift.sctjoergen', sql: entry(id, inge), touches: 'refused' },
  ]
}

const consents = (world: World, cases: Cases): Probe[] => {
  const { inge, ole } = castOf(world.state)
  const withdraw = `update withdrawable_consents set withdrawal_received_at = clock(),
    withdrawal_recorded_at = clock() where withdrawal_received_at is null and case_id = '${cases.partial}'`
  return [
    { by: 'social.anna', sql: consent(cases.partial, inge), touches: 1 },
    { by: 'social.anna', sql: consent(cases.partial, ole), touches: 'refused' },
    { by: 'social.bo', sql: consent(cases.partial, inge), touches: 'refused' },
    { by: 'drift.boligviborg', sql: consent(cases.partial, inge), touches: 'refused' },
    { by: 'drift.sctjoergen', sql: `update consents set invalidation_reason = 'x'`, touches: 3 },
    { by: 'koordinator2', sql: `update consents set invalidation_reason = 'x'`, touches: 2 },
    { by: 'social.bo', sql: withdraw, touches: 3 },
    { by: 'koordinator', sql: withdraw, touches: 3 },
    { by: 'drift.sctjoergen', sql: withdraw, touches: 0 },
  ]
}

const decisions = (world: World): Probe[] => {
  const decide = (by: string) => `update basis_reviews set outcome = 'kept', legal_basis = 'contract',
    decided_at = clock(), decided_by = ${by}`
  const anna = world.state.users.find(({ username }) => username === 'social.anna')?.id
  return [
    { by: 'drift.boligviborg', sql: decide('actor_id()'), touches: 1 },
    { by: 'drift.boligviborg', sql: decide(`'${anna}'`), touches: 'refused' },
    { by: 'drift.ringparken', sql: decide('actor_id()'), touches: 0 },
  ]
}

const event = (more = ['', '']) => `insert into audit_events (action, purpose, decision, request_id,
  subject_ids${more[0]}) values ('me.read', 'identity', 'allowed', 'x', '{}'${more[1]})`

export const probesOf = (world: World, cases: Cases): Probe[] => [
  ...housing(world),
  ...importProbes(world),
  ...ladder(world),
  ...casework(world, cases),
  ...consents(world, cases),
  ...agreedActions(world, cases),
  ...meetings(world, cases),
  ...impartiality(world),
  ...emergencies(world, cases),
  ...lifecycle(world, cases),
  ...accessProbes(world),
  ...retentionProbes(world),
  ...restrictions(world, cases),
  ...rectifications(world, cases),
  ...decisions(world),
  ...figureProbes(world),
  ...webhookProbes(world),
  ...accountProbes(world),
  { by: 'board', sql: event(), touches: 1 },
]

/** What became of a write, which is undone again. */
export const tryProbe = async (world: World, client: pg.ClientBase, { by, scopes = '', sql }: Probe) => {
  const user = world.state.users.find(({ username }) => username === by)
  await enter(client, user ? world.sessionOf(user) : '')
  try {
    await client.query(`select set_config('bo_godt.actor_scopes', $1, true)`, [scopes])
    return (await client.query(sql)).rowCount
  } catch (error) {
    const { code, message } = error as { code?: string; message: string }
    if (code === 'BG424') return 'restricted'
    return code === '42501' && message.includes('row-level security') ? 'refused' : message
  } finally {
    await client.query('rollback')
  }
}
