import { type Probe, uuid } from './probe.ts'
import type { Cases } from './scenario.ts'
import type { World } from './world.ts'

export const rectifications = ({ state }: World, { partial }: Cases): Probe[] => {
  const [residentId = ''] = state.tenancies[0]?.residentIds ?? []
  const entry = state.entries.find((e) => e.caseId === partial && e.category === 'housing')?.id ?? ''
  const anna = state.users.find(({ username }) => username === 'social.anna')?.id
  const ask = (
    kind: string,
    id: string,
  ) => `insert into rectifications (id, resident_id, subject_kind, subject_id, claim,
    received_on, due_on) values (${uuid}, '${residentId}', '${kind}', '${id}', 'x', today(), today())`
  const refuse = (
    by: string,
  ) => `update rectifications set outcome = 'refused', reason = 'x', statement = 'x',
    decided_at = clock(), decided_by = ${by}`
  const by = (by: Probe['by'], sql: string, touches: Probe['touches']): Probe => ({ by, sql, touches })
  return [
    by('dpo', ask('entry', entry), 1),
    by('koordinator', ask('entry', entry), 1),
    by('social.bo', ask('entry', entry), 'refused'),
    by('board', ask('resident', residentId), 'refused'),
    by('social.anna', refuse('actor_id()'), 1),
    by('drift.ringparken', refuse('actor_id()'), 2),
    by('drift.ringparken', refuse(`'${anna}'`), 'refused'),
    by('koordinator', refuse('actor_id()'), 0),
    by('dpo', refuse('actor_id()'), 0),
  ]
}
