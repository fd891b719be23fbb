import { dateOf } from '../src/kernel/calendar.ts'
import { type Code, codesOf } from '../src/kernel/codes.ts'
import { activities } from './agreement.ts'
import type { Act } from './casework.ts'
import type { Random } from './random.ts'

const dayMs = 86_400_000

const titles: Record<Code<'actionMethod'>, string[]> = {
  relational_welfare: ['Ugentligt besøg hos beboeren', 'Følges ad til samtale med kommunen'],
  proactive_complaints: ['Samtale med naboerne i opgangen', 'Aftale om ro efter klokken 22'],
  new_solution: ['Prøve med støtte til oprydning i boligen', 'Afdragsordning med udlejer'],
  strategic_allocation: ['Undersøge en mindre bolig i afdelingen'],
  bridging: ['Følges ad til det første møde'],
}

const towards = (random: Random) =>
  random.chance(0.6)
    ? { activityId: random.pick(activities).id }
    : { community: random.pick(['Menighedens spisefællesskab', 'Boldklubbens motionshold']) }

/** By whoever carries the case, who does it too; most are done by the day agreed, and some are given up. */
const agree =
  (random: Random, made: { id: string }): Act =>
  async (care, send, at) => {
    const as = care.keyPerson
    const [dataCategory] = care.covered
    if (!dataCategory) return
    const method = random.pick(codesOf('actionMethod'))
    const { id: responsibleUserId } = await send({ at, as, method: 'GET', url: '/me' })
    const body = {
      title: random.pick(titles[method]),
      method,
      ...(method === 'bridging' && towards(random)),
      responsibleUserId,
      dueOn: dateOf(new Date(at.getTime() + random.between(7, 35) * dayMs)),
      dataCategory,
      residentIds: care.residentIds.slice(0, 1),
    }
    made.id = (await send({ at, as, url: `/cases/${care.caseId}/actions`, body })).id
  }

const settle =
  (random: Random, made: { id: string }): Act =>
  async ({ keyPerson: as }, send, at) => {
    if (!made.id) return
    const given = random.chance(0.85)
    const body = given ? {} : { reason: 'Beboeren ønsker det ikke længere.' }
    await send({ at, as, url: `/actions/${made.id}/${given ? 'completion' : 'drop'}`, body })
  }

/** What is agreed on in a case, by days, and what becomes of it. */
export const agreementsOf = (random: Random): [number, Act][] =>
  Array.from({ length: random.between(0, 2) }, (_, index): [number, Act][] => {
    const made = { id: '' }
    const day = 10 + 15 * index + random.between(0, 9)
    return [
      [day, agree(random, made)],
      ...(random.chance(0.8) ? [[day + random.between(8, 30), settle(random, made)] as [number, Act]] : []),
    ]
  }).flat()
