import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { attempt, compareHttp, compareSql, connectAs } from './harness.ts'
import { attemptOf } from './histories.ts'
import { housingLooks, looksAt } from './looks.ts'
import { histories, type Step } from './steps.ts'
import { createWorld, type World } from './world.ts'

/** More of them by hand: a failure prints the seed and the history that it came from. */
const runs = Number(process.env.ONE_RULE_RUNS ?? 6)
const length = 16
const daysForward = [1, 2, 40, 370]

let world: World
let admin: Awaited<ReturnType<typeof connectAs>>
let application: Awaited<ReturnType<typeof connectAs>>

beforeAll(async () => {
  world = await createWorld()
  admin = await connectAs(world.test.database.adminUrl)
  application = await connectAs(world.test.database.applicationUrl)
})

const take = async (step: Step): Promise<void> => {
  if (step.kind === 'time') return world.moveClock(daysForward[step.of % daysForward.length] ?? 1)
  const found = attemptOf(world.state, step)
  if (found) await attempt(world, admin, ...found)
}

const history = async (steps: Step[]): Promise<void> => {
  const { users } = world.state
  for (const [index, step] of steps.entries()) {
    await take(step)
    await compareSql(world, application)
    const lookers = users.filter((_, n) => n === (index + step.by) % users.length)
    await compareHttp(world, admin, lookers, looksAt(world.state))
  }
  await compareHttp(world, admin, users, looksAt(world.state))
}

it('shows each actor what the model shows, after every step of any history', {
  timeout: 30_000 * Math.max(runs, 10),
}, async () => {
  const property = fc.asyncProperty(histories(length), history).beforeEach(() => world.reset())
  await fc.assert(property, { numRuns: runs, endOnFailure: true })
})

it('shows households and their residents to the staff of the department', async () => {
  await world.reset()
  await compareHttp(world, admin, world.state.users, housingLooks(world.state))
  expect(world.state.tenancies).toHaveLength(6)
})
