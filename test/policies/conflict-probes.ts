import type { DemoUsername } from '../../seeds/demo-users.ts'
import { asOther, naboklage, newCase, type Probe, resident, uuid } from './probe.ts'
import { castOf, neighboursOf } from './scenario.ts'
import type { World } from './world.ts'

export const impartiality = (world: World): Probe[] => {
  const { ringparken } = castOf(world.state)
  const { nora, nabo } = neighboursOf(world.state)
  const idOf = (name: DemoUsername) => world.state.users.find((u) => u.username === name)?.id ?? ''
  const conflict = (name: DemoUsername, tenancyId: string, more = ['', '']) =>
    `insert into conflicts (id, user_id, tenancy_id, reason${more[0]})
      values (${uuid}, '${idOf(name)}', '${tenancyId}', 'x'${more[1]})`
  const other = asOther('recorded_by', world.state.users[0]?.id ?? '')
  const about = (tenancyId: string) => naboklage('vestervang', asOther('respondent_tenancy_id', tenancyId))
  const end = `update conflicts set ended_at = clock()`
  return [
    { by: 'social.anna', sql: conflict('social.bo', ringparken.id), touches: 1 },
    { by: 'social.anna', sql: conflict('social.anna', ringparken.id), touches: 1 },
    { by: 'admin', sql: conflict('social.bo', ringparken.id), touches: 1 },
    { by: 'social.anna', sql: conflict('koordinator', ringparken.id), touches: 'refused' },
    { by: 'social.anna', sql: conflict('social.bo', ringparken.id, other), touches: 'refused' },
    { by: 'dpo', sql: conflict('dpo', ringparken.id), touches: 'refused' },
    { by: 'admin', sql: end, touches: 6 },
    { by: 'drift.ringparken', sql: end, touches: 2 },
    { by: 'social.bo', sql: end, touches: 0 },
    { by: 'drift.sctjoergen', sql: end, touches: 0 },
    { by: 'social.bo', sql: newCase(nora.id), touches: 'refused' },
    { by: 'social.bo', sql: newCase(nabo.id), touches: 1 },
    { by: 'drift.ringparken', sql: about(nabo.id), touches: 'refused' },
    { by: 'drift.ringparken', sql: about(nora.id), touches: 1 },
    { by: 'drift.ringparken', sql: resident(nabo.id), touches: 'refused' },
  ]
}
