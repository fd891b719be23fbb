import { add, consent, entry, newCase, type Probe, uuid } from './probe.ts'
import { type Cases, castOf } from './scenario.ts'
import type { World } from './world.ts'

/** What is restricted is read by its owner, and not written; what protects the resident still is. */
export const restrictions = (world: World, { restricted, aboutRestricted }: Cases): Probe[] => {
  const { ole, inge, lindon, liv, aboutLindon } = castOf(world.state)
  const [person = ''] = liv.residentIds
  const { keyPersonId = '' } = world.state.cases.find(({ id }) => id === restricted) ?? {}
  const restrict = `insert into restrictions (id, resident_id, reason) values (${uuid}, '${ole}', 'legal_claim')`
  const tell = `update restrictions set told_to = 'resident', told_at = clock(), told_through = 'letter',
    told_by = actor_id()`
  const change = (what: string, relation = 'cases', id = restricted) =>
    `update ${relation} set ${what} where id = '${id}'`
  const withdraw = `update withdrawable_consents set withdrawal_received_at = clock(),
    withdrawal_recorded_at = clock() where case_id = '${restricted}'`
  const action = `insert into agreed_actions (id, case_id, title, method, responsible_user_id, due_on, data_category,
    resident_ids) values (${uuid}, '${restricted}', 'x', 'new_solution', '${keyPersonId}', today(), 'housing', '{${ole}}')`
  const moveDate = `update agreed_actions set due_on = today() where case_id = '${restricted}'`
  const by = (by: Probe['by'], sql: string, touches: Probe['touches']): Probe => ({ by, sql, touches })
  return [
    by('dpo', restrict, 1),
    by('social.anna', restrict, 'refused'),
    by('dpo', tell, 2),
    by('koordinator2', tell, 0),
    by('koordinator2', change(`problem = 'x'`), 'restricted'),
    by('koordinator2', change('paused_at = clock()', 'owned_cases'), 'restricted'),
    by('koordinator2', change('key_person_id = key_person_id', 'owned_cases'), 1),
    by('koordinator2', entry(restricted, ole), 'restricted'),
    by('koordinator2', consent(restricted, ole), 'restricted'),
    by('koordinator2', action, 'restricted'),
    by('koordinator2', moveDate, 'restricted'),
    by('koordinator2', add('case_residents', 'resident_id', restricted, inge), 'restricted'),
    by('koordinator2', newCase(lindon.id), 1),
    by('drift.sctjoergen', entry(aboutRestricted, person), 'restricted'),
    by('drift.sctjoergen', change(`phone = 'x'`, 'residents', person), 'restricted'),
    by('drift.sctjoergen', change('protected_address = true', 'residents', person), 1),
    by('drift.sctjoergen', add('case_naboklager', 'naboklage_id', restricted, aboutLindon.id), 'refused'),
    by('social.anna', entry(restricted, ole), 'refused'),
    by('social.anna', withdraw, 1),
    by('koordinator2', withdraw, 1),
    by('drift.ringparken', withdraw, 0),
  ]
}
