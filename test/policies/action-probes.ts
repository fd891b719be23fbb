import type { DemoUsername } from '../../seeds/demo-users.ts'
import { asOther, type Probe, uuid } from './probe.ts'
import { type Cases, castOf } from './scenario.ts'
import type { World } from './world.ts'

export const agreedActions = (world: World, cases: Cases): Probe[] => {
  const { inge, per } = castOf(world.state)
  const idOf = (name: DemoUsername) => world.state.users.find((u) => u.username === name)?.id ?? ''
  const agree = (residentId: string, responsible: DemoUsername, more = ['', ''], category = 'housing') =>
    `insert into agreed_actions (id, case_id, title, method, responsible_user_id, due_on, data_category,
      resident_ids${more[0]}) values (${uuid}, '${cases.partial}', 'x', 'new_solution', '${idOf(responsible)}', today(),
      '${category}', '{${residentId}}'${more[1]})`
  const action = world.state.actions.find((a) => a.caseId === cases.partial)?.id ?? ''
  const date = (more = ['', '']) => `insert into action_due_dates (id, action_id, due_on${more[0]})
    values (${uuid}, '${action}', today()${more[1]})`
  const other = idOf('social.bo')
  const move = 'update agreed_actions set due_on = today()'
  return [
    { by: 'social.anna', sql: agree(inge, 'social.anna'), touches: 1 },
    { by: 'social.anna', sql: agree(inge, 'drift.boligviborg'), touches: 1 },
    {
      by: 'social.anna',
      sql: agree(inge, 'drift.boligviborg', undefined, 'health'),
      touches: 'refused',
    },
    { by: 'social.anna', sql: agree(inge, 'social.bo'), touches: 'refused' },
    { by: 'social.anna', sql: agree(inge, 'social.anna', asOther('author_id', other)), touches: 'refused' },
    {
      by: 'social.anna',
      sql: agree(inge, 'social.anna', asOther('organisation_id', 'boligviborg')),
      touches: 'refused',
    },
    { by: 'koordinator', sql: agree(per, 'koordinator'), touches: 'refused' },
    { by: 'social.bo', sql: agree(inge, 'social.anna'), touches: 'refused' },
    { by: 'social.anna', sql: move, touches: 3 },
    { by: 'drift.boligviborg', sql: move, touches: 1 },
    { by: 'koordinator', sql: move, touches: 1 },
    { by: 'social.bo', sql: move, touches: 0 },
    { by: 'koordinator', sql: date(), touches: 1 },
    { by: 'koordinator', sql: date(asOther('recorded_by', other)), touches: 'refused' },
    { by: 'koordinator2', sql: date(), touches: 'refused' },
  ]
}
