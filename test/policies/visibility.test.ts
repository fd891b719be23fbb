import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { Answer } from '../support/actors.ts'
import { attempt, connectAs } from './harness.ts'
import { attemptOf } from './histories.ts'
import type { Case, User } from './model.ts'
import * as model from './model.ts'
import { sorted } from './records.ts'
import { playScenario } from './scenario.ts'
import { histories, type Step } from './steps.ts'
import { createWorld, type World } from './world.ts'

let world: World
let admin: Awaited<ReturnType<typeof connectAs>>

beforeAll(async () => {
  world = await createWorld()
  admin = await connectAs(world.test.database.adminUrl)
})

interface Shown {
  id: string
  consentIds: string[]
}

const consentsOf = async ({ headers }: Answer): Promise<string[]> => {
  const { rows } = await admin.query(
    `select array(select unnest(consent_ids)::text order by 1) as ids from audit_events where request_id = $1`,
    [headers['x-request-id']],
  )
  return rows[0].ids
}

const nothing = { entries: [], residents: [], naboklager: [], restsOn: [] }
const idsOf = (records: { id: string }[]) => sorted(records.map(({ id }) => id))
const byIds = (shown: Shown[]) => [...shown].sort((a, b) => a.id.localeCompare(b.id))

/** What a member of the team sees over HTTP, and what the trail says that the reads rested on. */
const lookedAt = async (user: User, it: Case) => {
  const actor = world.actor(user)
  const answer = await actor.get(`/cases/${it.id}`)
  if (answer.status === 404) return nothing
  const listed = (await actor.get(`/cases/${it.id}/entries?limit=200`)).body.items as { id: string }[]
  const entries: Shown[] = []
  for (const { id } of listed)
    entries.push({ id, consentIds: await consentsOf(await actor.get(`/entries/${id}`)) })
  const { residents, naboklager } = answer.body
  return {
    entries: byIds(entries),
    residents: idsOf(residents),
    naboklager: idsOf(naboklager),
    restsOn: await consentsOf(answer),
  }
}

/** What the key person is told beforehand. */
const foretold = async (keyPerson: User, it: Case, { organisationId }: User) => {
  const { status, body } = await world
    .actor(keyPerson)
    .get(`/cases/${it.id}/visibility?organisationId=${organisationId}`)
  expect(status).toBe(200)
  expect(body.organisationId).toBe(organisationId)
  const all = [...body.residents, ...body.naboklager] as Shown[]
  return {
    entries: byIds(body.entries.map((e: Shown) => ({ ...e, consentIds: sorted(e.consentIds) }))),
    residents: idsOf(body.residents),
    naboklager: idsOf(body.naboklager),
    restsOn: sorted(all.flatMap(({ consentIds }) => consentIds)),
  }
}

/** Whom a preview is about: who has no right, and no bar, of their own. */
const membersOf = (it: Case) =>
  world.state.users.filter(
    (user) =>
      it.team.includes(user.id) &&
      !model.barredFrom(world.state, user, it) &&
      !model.emergencyOn(world.state, user, it),
  )

/** Each preview held against what each such member then sees; answers how many there were. */
const compare = async (): Promise<number> => {
  let compared = 0
  for (const it of world.state.cases) {
    const keyPerson = model.byId(world.state.users, it.keyPersonId)
    if (!model.seesCase(world.state, keyPerson, it)) continue
    for (const user of membersOf(it)) {
      const where = `${it.id} to ${user.username}`
      expect(await foretold(keyPerson, it, user), where).toEqual(await lookedAt(user, it))
      compared += 1
    }
  }
  return compared
}

it('is told beforehand what each organisation sees in the scenario', async () => {
  await playScenario(world, admin)
  expect(await compare()).toBeGreaterThan(15)
})

it('is told beforehand in any history', { timeout: 120_000 }, async () => {
  const history = async (steps: Step[]) => {
    for (const step of steps) {
      if (step.kind === 'time') await world.moveClock(1)
      else {
        const found = attemptOf(world.state, step)
        if (found) await attempt(world, admin, ...found)
      }
    }
    await compare()
  }
  const property = fc.asyncProperty(histories(12), history).beforeEach(() => world.reset())
  await fc.assert(property, { numRuns: 4, endOnFailure: true })
})
