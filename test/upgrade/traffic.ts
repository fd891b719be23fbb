import type { Actor, Answer, Json } from '../support/actors.ts'
import { ago, dayAgo, makeCase, makeConsent, makeEntry, makeNaboklage } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { tenancy } from '../support/households.ts'

/** What was asked of one process, and what went wrong. */
export interface Tally {
  answered: number
  errors: string[]
}

const methods = ['get', 'post', 'patch', 'put', 'delete'] as const

/** Counts what a caller asks; whatever isn't an answer to it is an error. */
const counting = (actor: Actor, tally: Tally): Actor => {
  const told = async (name: string, url: string, answering: Promise<Answer>): Promise<Answer> => {
    const answer = await answering.catch((error: Error) => {
      tally.errors.push(`${name} ${url}: ${error.cause ?? error}`)
      throw error
    })
    tally.answered += 1
    if (answer.status >= 400) tally.errors.push(`${name} ${url}: ${answer.status} ${answer.text}`)
    return answer
  }
  const ask =
    (name: (typeof methods)[number]) =>
    (url: string, ...rest: Json[]) =>
      told(name, url, (actor[name] as (...all: Json[]) => Promise<Answer>)(url, ...rest))
  return Object.assign({ ...actor }, Object.fromEntries(methods.map((name) => [name, ask(name)])))
}

type Cast = Record<'drift' | 'anna' | 'koordinator' | 'dpo' | 'admin', Actor>
type Journey = (cast: Cast) => Promise<unknown>

let homes = 0
/** A dwelling of its own, also where there are others already. */
const nextHome = (): Json => {
  homes += 1
  return { address: `Trafikvej ${homes}` }
}

/** A household complained of, and the complaint dealt with. */
const complaint: Journey = async ({ drift }) => {
  const home = await tenancy(drift, nextHome())
  const { id } = await makeNaboklage(drift, { respondentTenancyId: home.id })
  const { etag } = await drift.get(`/naboklager/${id}`)
  const moved = await drift.patch(`/naboklager/${id}`, { place: 'Gården' }, { 'if-match': etag })
  await drift.post(
    `/naboklager/${id}/steps`,
    { kind: 'assessment', on: dayAgo() },
    { 'if-match': moved.etag },
  )
  await drift.get('/naboklager?limit=20')
  await drift.get(`/tenancies/${home.id}`)
}

/** A case, from the tenant's yes to the taking back of it. */
const casework: Journey = async ({ drift, anna, koordinator, dpo }) => {
  const home = await tenancy(drift, nextHome())
  const { id } = await makeCase(anna, home)
  const residentId = home.residents[0].id
  await anna.post(`/cases/${id}/team`, { userId: (await koordinator.get('/me')).body.id })
  const consent = await makeConsent(anna, id, residentId, { recipientOrganisationIds: ['helhedsplanen'] })
  await makeEntry(anna, id, [residentId], { legalBasis: 'consent' })
  await koordinator.get(`/cases/${id}`)
  await koordinator.get(`/cases/${id}/entries`)
  await anna.get('/cases?limit=20')
  await anna.post(`/consents/${consent.id}/withdrawal`, { receivedAt: ago(0), channel: 'phone' })
  await dpo.get(`/audit/events?caseId=${id}&limit=20`)
  await dpo.get(`/residents/${residentId}/access-log`)
}

const looks: Journey = async ({ koordinator, anna, drift, dpo, admin }) => {
  await koordinator.get('/indicators')
  await koordinator.get('/meetings')
  await anna.get('/notifications?limit=20')
  await anna.get('/basis-reviews')
  await drift.get('/signals')
  await dpo.get('/subject-access')
  await dpo.get('/retention/rules')
  await admin.get('/accounts')
  await admin.get('/webhooks')
}

const usernames = {
  drift: 'drift.boligviborg',
  anna: 'social.anna',
  koordinator: 'koordinator',
  dpo: 'dpo',
  admin: 'admin',
}

export interface Traffic {
  readonly tally: Tally
  /** Resolves when each journey has been made so many times from now on. */
  rounds(times: number): Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<Tally>
}

/** Several people at work on one process, without a pause. */
export const startTraffic = async (address: string, password: string): Promise<Traffic> => {
  const tally: Tally = { answered: 0, errors: [] }
  const signedIn = Object.entries(usernames).map(async ([name, username]) => {
    const { caller } = await signIn(address, username, password)
    return [name, counting(caller, tally)]
  })
  const cast: Cast = Object.fromEntries(await Promise.all(signedIn))
  const made = [complaint, casework, looks].map((journey) => ({ journey, times: 0, wake: () => {} }))
  let stopped = false
  // A journey that breaks off has said why: the next one is begun.
  const going = made.map(async (each) => {
    while (!stopped) {
      await each.journey(cast).catch((error) => tally.errors.push(String(error)))
      each.times += 1
      each.wake()
    }
  })
  const after = (each: (typeof made)[number], times: number) =>
    new Promise<void>((resolve) => {
      each.wake = () => {
        if (each.times >= times) resolve()
      }
    })
  return {
    tally,
    rounds: async (times) => {
      await Promise.all(made.map((each) => after(each, each.times + times)))
    },
    stop: async () => {
      stopped = true
      await Promise.all(going)
      return tally
    },
  }
}
