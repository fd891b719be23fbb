import { codesOf } from '../../src/kernel/codes.ts'
import type { TestApp } from '../support/app.ts'
import type { Sight } from './observe.ts'
import { type Probe, uuid } from './probe.ts'
import type { State, User } from './state.ts'
import type { World } from './world.ts'

/** Something that was erased once, and a person who is held back. */
export const recordRetention = async (test: TestApp, residentId: string): Promise<State['retention']> => {
  const [erased] = await test.database.admin<{ id: string }>(
    `insert into erasures (kind, record_id, keep) values ('case', uuidv7(), 'P3Y') returning record_id as id`,
  )
  const held = await test
    .as('dpo')
    .post('/retention/holds', { residentId, reason: 'En klage er ikke afgjort' })
  return { residentId, hold: held.body.id, erased: erased?.id ?? '' }
}

/** Holds may be on cases, and go with them here; this one comes back. */
export const restoreHold = async ({ database }: TestApp, { hold, residentId }: State['retention']) =>
  database.admin(
    `insert into retention_holds (id, resident_id, reason, recorded_by) select $1, $2, 'x', id from users where role = 'dpo'`,
    [hold, residentId],
  )

export const retentionRelations = {
  retention_rules: 'select kind from retention_rules',
  retention_holds: 'select id::text from retention_holds',
  erasures: 'select record_id::text from erasures',
}

/** The officer's alone. */
export const aboutRetention = ({ retention }: State, { role }: User): Sight => {
  const shown = (ids: string[]) => (role === 'dpo' ? ids : [])
  return {
    retention_rules: shown([...codesOf('retentionKind')]),
    retention_holds: shown([retention.hold]),
    erasures: shown([retention.erased]),
  }
}

export const retentionProbes = ({ state }: World): Probe[] => {
  const change = (kind: string) =>
    `insert into retention_rules (id, kind, keep, legal_basis) values (${uuid}, '${kind}', 'P4Y', 'x')`
  const hold = `insert into retention_holds (id, resident_id, reason) values (${uuid}, '${state.retention.residentId}', 'x')`
  const lift = (by: string) =>
    `update retention_holds set lifted_at = clock(), lifted_by = ${by}, lift_reason = 'x'`
  return [
    { by: 'dpo', sql: change('case'), touches: 1 },
    { by: 'dpo', sql: change('webhook_delivery'), touches: 'refused' },
    { by: 'koordinator', sql: change('case'), touches: 'refused' },
    { by: 'admin', sql: change('case'), touches: 'refused' },
    { by: 'dpo', sql: hold, touches: 1 },
    { by: 'drift.ringparken', sql: hold, touches: 'refused' },
    { by: 'dpo', sql: lift('actor_id()'), touches: 1 },
    { by: 'dpo', sql: lift(`'${state.users[0]?.id}'`), touches: 'refused' },
    { by: 'koordinator', sql: lift('actor_id()'), touches: 0 },
  ]
}
