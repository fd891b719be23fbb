import fc from 'fast-check'
import { expect, test } from 'vitest'
import { inDays } from '../agreed-actions/builders.ts'
import { cast } from '../cases/situation.ts'
import { parsed, wordsOf } from '../evaluations/dom.ts'
import { askForAccess, reviewComplaint } from '../support/access.ts'
import type { Json } from '../support/actors.ts'
import {
  addMember,
  dayAgo,
  makeCase,
  makeConsent,
  makeEntry,
  makeNaboklage,
  move,
} from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift, anna } = people
const dpo = as('dpo')
const annasId = (await anna.get('/me')).body.id

let planted = 0
/** A word that is nowhere else. */
const marker = (): string => {
  planted += 1
  return `Mærke${planted}å`
}

type Decision = 'omitted' | 'given' | 'cut'
const decision = fc.constantFrom<Decision>('omitted', 'given', 'cut')
const texts = ['description', 'place', 'sharedSummary', 'steps.1.note'] as const

const household = fc.integer({ min: 1, max: 3 }).chain((size) => {
  const some = fc.subarray([...Array(size).keys()], { minLength: 1 })
  return fc.record({
    size: fc.constant(size),
    asking: fc.nat(size - 1),
    complaints: fc.array(fc.tuple(decision, decision, decision, decision), { maxLength: 2 }),
    cases: fc.array(
      fc.record({
        members: some,
        entries: fc.array(some, { maxLength: 3 }),
        actions: fc.array(some, { maxLength: 1 }),
        consents: some,
      }),
      { maxLength: 2 },
    ),
  })
})
type Household = typeof household extends fc.Arbitrary<infer T> ? T : never

/** What is someone's own, and what is somebody else's. */
class Planting {
  readonly own: string[] = []
  readonly foreign: string[] = []
  /** Who complained: everyone knows, and writes it. */
  readonly complainants: string[] = []
  /** Something said of a resident, and who said it. */
  say(isOwn: boolean): string {
    return [this.plant(isOwn), ...this.complainants].join(' siger ')
  }
  plant(isOwn: boolean): string {
    const word = marker()
    if (isOwn) this.own.push(word)
    else this.foreign.push(word)
    return word
  }
}

const plantComplaints = async (planting: Planting, home: Json, plan: Household['complaints']) => {
  const reviews: { id: string; texts: Json[] }[] = []
  for (const decisions of plan) {
    const said = texts.map((field, index) => {
      const how = decisions[index] as Decision
      const kept = planting.plant(how !== 'omitted')
      const hint = planting.plant(how === 'given')
      return { field, how, kept, text: `${kept}: ${hint}`, from: kept.length + 2 }
    })
    const [description, place, sharedSummary, note] = said.map(({ text }) => text)
    const known = [planting.plant(false), planting.plant(false), planting.plant(false)] as const
    const complainant = { name: `${known[0]} ${known[1]}`, contact: known[2] }
    planting.complainants.push(...known)
    const { id } = await makeNaboklage(drift, {
      ...{ respondentTenancyId: home.id, complainant, description, place, sharedSummary },
    })
    await move(drift, id, 'steps', { kind: 'assessment', on: dayAgo(), note })
    const decided = said.flatMap(({ field, how, text, from }) => {
      const reason = 'may_identify_complainant'
      if (how === 'omitted') return field === 'sharedSummary' ? { field, omitted: reason } : []
      return { field, cuts: how === 'cut' ? [{ from, to: text.length, reason }] : [] }
    })
    reviews.push({ id, texts: decided })
  }
  return reviews
}

const plantCases = async (planting: Planting, home: Json, { asking, cases }: Household) => {
  const idsOf = (members: number[]): string[] => members.map((n) => home.residents[n].id)
  const mine = (members: number[]) => members.length === 1 && members[0] === asking
  for (const plan of cases) {
    const { members } = plan
    const inCase = (of: number[]) => of.filter((n) => members.includes(n))
    const { id } = await makeCase(anna, home, {
      ...{ residentIds: idsOf(members), problem: planting.say(mine(members)) },
    })
    await addMember(anna, id, drift)
    for (const of of plan.entries.map(inCase).filter(({ length }) => length > 0))
      await makeEntry(anna, id, idsOf(of), { text: planting.say(mine(of)) })
    for (const of of plan.actions.map(inCase).filter(({ length }) => length > 0)) {
      const action = { method: 'relational_welfare', dueOn: inDays(3), dataCategory: 'housing' }
      const title = planting.say(mine(of))
      const body = { ...action, title, responsibleUserId: annasId, residentIds: idsOf(of) }
      created(await anna.post(`/cases/${id}/actions`, body))
    }
    for (const one of inCase(plan.consents)) {
      const [purpose, note] = [planting.say(one === asking), planting.say(one === asking)]
      await makeConsent(anna, id, home.residents[one].id, { purpose, note })
    }
    const reason = planting.say(mine(members))
    await anna.post(
      `/cases/${id}/closure`,
      { outcome: 'other', closedOn: dayAgo(), note: reason },
      { 'if-match': '*' },
    )
  }
}

/** All of a household's life in Bo Godt, and what one of them is given of it. */
const given = async (plan: Household) => {
  const planting = new Planting()
  const residents = [...Array(plan.size).keys()].map((n) => ({
    ...{ name: planting.plant(n === plan.asking), phone: planting.plant(n === plan.asking) },
  }))
  const home = await tenancy(drift, { residents })
  const reviews = await plantComplaints(planting, home, plan.complaints)
  await plantCases(planting, home, plan)
  const { id } = await askForAccess(people, home.residents[plan.asking].id)
  for (const { id: naboklageId, texts } of reviews) await reviewComplaint(drift, id, naboklageId, texts)
  const { etag } = await dpo.get(`/subject-access/${id}`)
  const released = await dpo.post(`/subject-access/${id}/release`, undefined, { 'if-match': etag })
  const page = await dpo.get(`/subject-access/${id}?format=html`)
  return { planting, released, page }
}

const missing = (words: string[], text: string) => words.filter((word) => !text.includes(word))
const told = (words: string[], text: string) => words.filter((word) => text.includes(word))

test('a resident is given all that is their own and nothing that is only another’s, as data and as a page', async () => {
  await fc.assert(
    fc.asyncProperty(household, async (plan) => {
      const { planting, released, page } = await given(plan)
      expect(released.status, released.text).toBe(200)
      for (const text of [released.text, page.text]) expect(told(planting.foreign, text)).toEqual([])
      expect(missing(planting.own, released.text)).toEqual([])
      expect(missing(planting.own, wordsOf(parsed(page.text).document))).toEqual([])
    }),
    { numRuns: 10 },
  )
})
