import type { DemoUsername } from '../../seeds/demo-users.ts'
import { asOther, type Probe, uuid } from './probe.ts'
import type { Cases } from './scenario.ts'
import type { World } from './world.ts'

export const meetings = ({ state }: World, cases: Cases): Probe[] => {
  const other = state.users.find(({ username }) => username === 'social.bo')?.id ?? ''
  const asBo = asOther('recorded_by', other)
  const [first, second] = state.meetings
  const convene = (more = ['', '']) => `insert into meetings (id, held_on, invited_organisation_ids${more[0]})
    values (${uuid}, today(), '{boligviborg}'${more[1]})`
  const putOn = (meetingId: string | undefined, caseId: string, more = ['', '']) =>
    `insert into meeting_items (id, meeting_id, case_id${more[0]}) values (${uuid}, '${meetingId}', '${caseId}'${more[1]})`
  const takeOff = 'delete from meeting_items where id not in (select item_id from discussions)'
  const item = second?.items.find(({ caseId }) => caseId === cases.partial)?.id
  const entry = state.entries.find(({ caseId }) => caseId === cases.partial)?.id
  const discuss = (more = ['', ''], present = 'viborg-kommune') =>
    `insert into discussions (item_id, entry_id, action_ids, present_organisation_ids, participant_user_ids${more[0]})
      values ('${item}', '${entry}', '{}', '{${present}}', '{}'${more[1]})`
  const move = `update meetings set place = 'x'`
  const by = (by: DemoUsername, sql: string, touches: Probe['touches']): Probe => ({ by, sql, touches })
  return [
    by('koordinator', convene(), 1),
    by('koordinator', convene(asOther('organisation_id', 'boligviborg')), 'refused'),
    by('koordinator', convene(asBo), 'refused'),
    by('koordinator', move, 4),
    by('social.anna', move, 0),
    by('koordinator', putOn(second?.id, cases.aboutNora), 1),
    by('koordinator', putOn(second?.id, cases.aboutNora, asBo), 'refused'),
    by('koordinator', putOn(first?.id, cases.refused), 'refused'),
    by('social.anna', putOn(second?.id, cases.aboutNora), 'refused'),
    by('drift.boligviborg', putOn(second?.id, cases.aboutNora), 'refused'),
    by('koordinator', takeOff, 4),
    by('koordinator2', takeOff, 1),
    by('social.anna', takeOff, 1),
    by('drift.boligviborg', takeOff, 0),
    by('koordinator', discuss(), 1),
    by('koordinator', discuss(asBo), 'refused'),
    by('koordinator', discuss(undefined, 'sct-joergen'), 'refused'),
    by('drift.boligviborg', discuss(), 'refused'),
  ]
}
