import { add, asOther, entry, type Probe, uuid } from './probe.ts'
import { type Cases, castOf } from './scenario.ts'
import type { World } from './world.ts'

/** The landlord's staff have opened `refused`, and the other coordinator `closedToOthers`. */
export const emergencies = (world: World, { partial, refused, aboutNora }: Cases): Probe[] => {
  const { inge, fromRingparken } = castOf(world.state)
  const open = (caseId: string) =>
    `insert into emergency_accesses (id, case_id, reason, legal_basis) values (${uuid}, '${caseId}', 'x', 'public_task')`
  const review = `update emergency_accesses set outcome = 'approved', review_note = 'x', reviewed_at = clock(),
    reviewed_by = actor_id()`
  const withdraw = `update withdrawable_consents set withdrawal_received_at = clock(),
    withdrawal_recorded_at = clock() where case_id = '${refused}'`
  return [
    { by: 'drift.sctjoergen', sql: open(partial), touches: 1 },
    { by: 'koordinator2', sql: open(partial), touches: 'refused' },
    { by: 'social.anna', sql: open(partial), touches: 'refused' },
    { by: 'social.bo', sql: open(aboutNora), touches: 'refused' },
    { by: 'dpo', sql: review, touches: 3 },
    { by: 'social.bo', sql: review, touches: 0 },
    { by: 'drift.ringparken', sql: entry(refused, inge), touches: 1 },
    { by: 'drift.ringparken', sql: entry(refused, inge, asOther('author_id', inge)), touches: 'refused' },
    {
      by: 'drift.ringparken',
      sql: `update cases set problem = 'x' where id = '${refused}'`,
      touches: 'refused',
    },
    {
      by: 'drift.ringparken',
      sql: add('case_naboklager', 'naboklage_id', refused, fromRingparken.id),
      touches: 'refused',
    },
    { by: 'koordinator2', sql: add('case_residents', 'resident_id', refused, inge), touches: 'refused' },
    { by: 'drift.ringparken', sql: withdraw, touches: 0 },
    { by: 'drift.ringparken', sql: add('case_residents', 'resident_id', refused, inge), touches: 'refused' },
  ]
}
