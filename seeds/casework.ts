import { type Code, codesOf } from '../src/kernel/codes.ts'
import { informationTextVersions } from '../src/reference/lookups.ts'
import { agreementsOf } from './actions.ts'
import { courseOf } from './course.ts'
import type { Send } from './demo.ts'
import { driftOf, type Event, type Household } from './homes.ts'
import { type Random, seededRandom } from './random.ts'
import { notes, problems } from './texts.ts'

const dayMs = 86_400_000

/** One case as it runs: who carries it, who else is on the team, and what the residents have agreed to. */
export interface Care {
  home: Household
  keyPerson: string
  partners: string[]
  caseId: string
  residentIds: string[]
  covered: Code<'dataCategory'>[]
  consentId: string
  withdrawn: boolean
  lastEntry?: { id: string; by: string }
}

export type Act = (care: Care, send: Send, at: Date) => Promise<unknown>

const idOf = async (send: Send, at: Date, username: string): Promise<string> =>
  (await send({ at, as: username, method: 'GET', url: '/me' })).id

const open =
  (theme: Code<'caseTheme'>): Act =>
  async (care, send, at) => {
    care.residentIds = care.home.residentIds.slice(0, 2)
    const { home, keyPerson: as, residentIds } = care
    const body = { tenancyId: home.tenancyId, residentIds, theme, problem: problems[theme] }
    care.caseId = (await send({ at, as, url: '/cases', body })).id
    for (const partner of care.partners) {
      const userId = await idOf(send, at, partner)
      await send({ at, as, url: `/cases/${care.caseId}/team`, body: { userId } })
    }
  }

const answer =
  (random: Random, response: Code<'consentResponse'>): Act =>
  async (care, send, at) => {
    const given = response === 'given'
    const dataCategories = given
      ? codesOf('dataCategory').filter((category) => category !== 'health' || random.chance(0.3))
      : []
    const body = {
      givenBy: 'resident',
      response,
      channel: random.pick(codesOf('consentChannel')),
      givenAt: at.toISOString(),
      informationTextVersion: informationTextVersions.at(-1),
      interpreter: random.chance(0.15),
      purpose: 'Fælles indsats, så beboeren kan blive boende',
      recipientOrganisationIds: given ? recipients(care) : [],
      dataCategories,
    }
    for (const residentId of care.residentIds) {
      const url = `/cases/${care.caseId}/consents`
      care.consentId = (await send({ at, as: care.keyPerson, url, body: { ...body, residentId } })).id
    }
    care.covered = dataCategories
  }

const recipients = ({ home }: Care) => [home.department.organisationId, 'viborg-kommune', 'helhedsplanen']

const linkNaboklager: Act = async (care, send, at) => {
  const as = driftOf(care.home.department)
  if (care.covered.length === 0 || ![care.keyPerson, ...care.partners].includes(as)) return
  for (const naboklageId of care.home.naboklageIds.splice(0, 3))
    await send({ at, as, url: `/cases/${care.caseId}/naboklager`, body: { naboklageId } })
}

const write =
  (random: Random): Act =>
  async (care, send, at) => {
    const shared = care.covered.length > 0
    const as = shared ? random.pick([care.keyPerson, ...care.partners]) : care.keyPerson
    const dataCategory = random.pick(shared ? care.covered : (['housing', 'complaints'] as const))
    const body = {
      kind: random.pick(codesOf('entryKind')),
      dataCategory,
      residentIds: random.chance(0.5) ? care.residentIds : care.residentIds.slice(0, 1),
      legalBasis: shared ? 'consent' : random.pick(['contract', 'public_task']),
      text: random.pick(notes[dataCategory]),
      occurredAt: at.toISOString(),
    }
    const { id } = await send({ at, as, url: `/cases/${care.caseId}/entries`, body })
    care.lastEntry = { id, by: as }
  }

const withdraw: Act = async (care, send, at) => {
  if (!care.consentId) return
  const body = { receivedAt: at.toISOString(), channel: 'phone' }
  await send({ at, as: care.keyPerson, url: `/consents/${care.consentId}/withdrawal`, body })
  care.covered = []
  care.withdrawn = true
}

const themes = codesOf('caseTheme')

/** The events of one case: opened, perhaps consented to, worked on, and sometimes withdrawn from. */
export const careOf = (random: Random, home: Household, opened: Date, end: Date): Event[] => {
  const everyone = [driftOf(home.department), random.pick(['social.anna', 'social.bo']), 'koordinator']
  const keyPerson = random.pick(everyone)
  const partners = everyone.filter((username) => username !== keyPerson && random.chance(0.8))
  const empty = { caseId: '', residentIds: [], covered: [], consentId: '', withdrawn: false }
  const care: Care = { home, keyPerson, partners, ...empty }
  const acts: [number, Act][] = [[0, open(random.pick(themes))]]
  const response = random.chance(0.12) ? 'refused' : 'given'
  if (random.chance(0.9)) acts.push([2, answer(random, response)], [4, linkNaboklager])
  const entries = random.between(2, 6)
  for (let index = 0; index < entries; index += 1) acts.push([6 + 9 * index, write(random)])
  if (response === 'given' && random.chance(0.08)) acts.push([30 + random.between(0, 60), withdraw])
  // Of a seed of its own, so that the rest is as it was.
  acts.push(...agreementsOf(seededRandom(opened.getTime() + 1)), ...courseOf(opened, care))
  return acts
    .map(([days, act]) => ({ at: new Date(opened.getTime() + days * dayMs), act }))
    .filter(({ at }) => at < end)
    .map(({ at, act }) => ({ at, run: async (send) => void (await act(care, send, at)) }))
}
