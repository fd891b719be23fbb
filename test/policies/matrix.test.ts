import { beforeAll, describe, expect, it } from 'vitest'
import { compareHttp, connectAs } from './harness.ts'
import { looksAt } from './looks.ts'
import { expectedMatrix, foundMatrix } from './matrix.ts'
import * as model from './model.ts'
import { type Cases, playScenario } from './scenario.ts'
import { createWorld, type World } from './world.ts'

let world: World
let cases: Cases
let admin: Awaited<ReturnType<typeof connectAs>>

beforeAll(async () => {
  world = await createWorld()
  admin = await connectAs(world.test.database.adminUrl)
  cases = await playScenario(world, admin)
})

/** By hand from the contract, so that the model itself is held against something. */
const visible = {
  partial: ['drift.boligviborg', 'koordinator', 'social.anna'],
  closedToOthers: ['drift.boligviborg', 'drift.ringparken', 'koordinator2'],
  expiring: ['koordinator', 'social.anna'],
  invalidated: ['drift.sctjoergen', 'social.anna'],
  refused: ['drift.ringparken', 'koordinator', 'social.bo'],
  closed: ['drift.boligviborg', 'social.anna'],
  restricted: ['koordinator2'],
  aboutRestricted: ['drift.sctjoergen'],
  aboutNora: ['drift.boligviborg', 'koordinator', 'koordinator2'],
  aboutNabo: ['drift.boligviborg', 'koordinator', 'social.bo'],
}

describe('who may see what', () => {
  it.each(Object.entries(visible))('shows the case that is %s to %j', (name, usernames) => {
    const it = world.state.cases.find(({ id }) => id === cases[name as keyof Cases])
    const seeing = world.state.users.filter((user) => it && model.seesCase(world.state, user, it))
    expect(seeing.map(({ username }) => username).sort()).toEqual(usernames)
  })

  it('is the same for the application role in the database', async () => {
    const application = await connectAs(world.test.database.applicationUrl)
    expect(await foundMatrix(world, cases, application)).toEqual(expectedMatrix(world, cases))
  })

  it('is the same over HTTP, and the trail says what was held and on what it rested', async () => {
    await compareHttp(world, admin, world.state.users, looksAt(world.state))
  })
})
