import { add, asOther, consent, entry, type Probe, uuid } from './probe.ts'
import { type Cases, castOf } from './scenario.ts'
import type { World } from './world.ts'

const move = (
  caseId: string,
  keyPersonId: string,
  more = ['', ''],
) => `insert into case_moves (id, case_id, kind,
  key_person_id${more[0]}) values (${uuid}, '${caseId}', 'pause', '${keyPersonId}'${more[1]})`

const correction = (entryId: string, changes: Record<string, string> = {}) => {
  const kept = ['case_id', 'kind', 'data_category', 'resident_ids', 'legal_basis', 'occurred_at']
  return `insert into case_entries (id, text, version, supersedes, ${kept.join(', ')})
    select ${uuid}, 'x', version + 1, id, ${kept.map((name) => changes[name] ?? name).join(', ')}
    from case_entries where id = '${entryId}'`
}

export const lifecycle = (world: World, { partial, closed }: Cases): Probe[] => {
  const { inge, ole, aboutLindon } = castOf(world.state)
  const bo = world.state.users.find((u) => u.username === 'social.bo')?.id ?? ''
  const entryOf = (caseId: string, organisationId: string, category: string) =>
    world.state.entries.findLast(
      (e) => e.caseId === caseId && e.organisationId === organisationId && e.category === category,
    )?.id ?? ''
  const pause = `update owned_cases set paused_at = clock()`
  const theirs = entryOf(partial, 'helhedsplanen', 'housing')
  const others = entryOf(partial, 'viborg-kommune', 'complaints')
  const late = entryOf(closed, 'boligviborg', 'health')
  const link = add('case_naboklager', 'naboklage_id', closed, aboutLindon.id)
  return [
    { by: 'social.anna', sql: pause, touches: 2 },
    { by: 'koordinator', sql: pause, touches: 3 },
    { by: 'drift.ringparken', sql: pause, touches: 1 },
    { by: 'social.anna', sql: move(partial, bo), touches: 1 },
    { by: 'social.anna', sql: move(partial, bo, asOther('recorded_by', bo)), touches: 'refused' },
    { by: 'koordinator', sql: move(partial, bo), touches: 'refused' },
    { by: 'koordinator', sql: correction(theirs), touches: 1 },
    { by: 'koordinator', sql: correction(theirs, { data_category: `'health'` }), touches: 'refused' },
    { by: 'drift.boligviborg', sql: correction(others), touches: 'refused' },
    { by: 'drift.boligviborg', sql: correction(late), touches: 'refused' },
    { by: 'social.anna', sql: entry(closed, ole), touches: 'refused' },
    { by: 'social.anna', sql: add('case_residents', 'resident_id', closed, inge), touches: 'refused' },
    { by: 'social.bo', sql: consent(closed, ole), touches: 'refused' },
    { by: 'drift.boligviborg', sql: link, touches: 'refused' },
  ]
}
