import { dateOf } from '../src/kernel/calendar.ts'
import type { Act, Care } from './casework.ts'
import { type Random, seededRandom } from './random.ts'

/** Who takes over from whom; the other landlord has one member of staff. */
const colleagues: Record<string, string> = {
  'drift.boligviborg': 'drift.ringparken',
  'social.anna': 'social.bo',
  'social.bo': 'social.anna',
  koordinator: 'koordinator2',
}

const outcomes = [
  'tenancy_kept',
  'tenancy_kept',
  'tenancy_kept',
  'tenancy_kept',
  'moved_by_choice',
  'moved_within',
  'handed_on',
  'terminated',
  'effective_eviction',
  'other',
]

const move =
  (kind: string, body: object = {}): Act =>
  ({ caseId, keyPerson: as }, send, at) =>
    send({ at, as, url: `/cases/${caseId}/${kind}`, body })

const correct: Act = async ({ lastEntry }, send, at) => {
  if (!lastEntry) return
  const body = { text: 'Rettet: aftalen gælder fra den første i næste måned.', reason: 'Forkert dato' }
  await send({ at, as: lastEntry.by, url: `/entries/${lastEntry.id}/corrections`, body })
}

const handOver =
  (to: string): Act =>
  async (care, send, at) => {
    const userId = (await send({ at, as: to, method: 'GET', url: '/me' })).id
    await move('handover', { userId, reason: 'Ny fordeling af sagerne' })(care, send, at)
    care.keyPerson = to
  }

const reconfirm = move('reconfirmation', { note: 'Talt med beboeren, som er indforstået.' })

const close =
  (random: Random): Act =>
  (care, send, at) => {
    const outcome = care.withdrawn ? 'consent_ended' : random.pick(outcomes)
    const note = random.chance(0.5) ? { note: 'Gennemgået med beboeren ved det sidste møde.' } : {}
    return move('closure', { outcome, closedOn: dateOf(at), ...note })(care, send, at)
  }

/** What becomes of a case once it is worked on, by days; of a seed of its own, so that the rest is as it was. */
export const courseOf = (opened: Date, { keyPerson }: Care): [number, Act][] => {
  const random = seededRandom(opened.getTime())
  const acts: [number, Act][] = []
  if (random.chance(0.15)) acts.push([7, correct])
  const colleague = colleagues[keyPerson]
  if (colleague && random.chance(0.15)) {
    acts.push([56, handOver(colleague)])
    if (random.chance(0.8)) acts.push([60, reconfirm])
  }
  if (random.chance(0.2)) {
    const on = 65 + random.between(0, 20)
    acts.push([on, move('pause', { reason: 'Beboeren er indlagt.' })])
    if (random.chance(0.5)) acts.push([on + 14, move('resumption')])
  }
  if (random.chance(0.8)) acts.push([100 + random.between(0, 110), close(random)])
  return acts
}
