import type pg from 'pg'
import { beforeAll, describe, expect, it } from 'vitest'
import { connectAs } from './harness.ts'
import { expectedMatrix, firstDifference, foundMatrix, type Matrix } from './matrix.ts'
import { type Mutation, policyMutations, viewMutations } from './mutations.ts'
import { type Cases, playScenario } from './scenario.ts'
import { createWorld, type World } from './world.ts'

let world: World
let cases: Cases
let expected: Matrix
let admin: pg.Client
let application: pg.Client

beforeAll(async () => {
  world = await createWorld()
  admin = await connectAs(world.test.database.adminUrl)
  application = await connectAs(world.test.database.applicationUrl)
  cases = await playScenario(world, admin)
  expected = expectedMatrix(world, cases)
})

/** Where a mutation is first noticed; what it does to the database is mended. */
const noticed = async ({ relation, breaking, mending }: Mutation): Promise<string | undefined> => {
  await admin.query(breaking)
  try {
    return await firstDifference(expected, relation, world, cases, application)
  } catch (error) {
    return `an error: ${(error as Error).message}`
  } finally {
    await admin.query(mending)
  }
}

/** The mutations that nobody notices. `MUTATIONS=1` writes the whole table. */
const survivors = async (mutations: Mutation[]): Promise<string[]> => {
  const unnoticed: string[] = []
  for (const mutation of mutations) {
    const cell = await noticed(mutation)
    if (process.env.MUTATIONS) console.log(`${mutation.name} | ${cell ?? '-'}`)
    if (cell === undefined) unnoticed.push(mutation.name)
  }
  return unnoticed
}

/** These change nothing that anyone could see, for the reason given. */
const equivalent = {
  'audit_events.everyone_adds opened': 'the role has no grant on actor_id, whose default is the actor',
  'case_entries.team_reads opened': 'entry_sight, which the restrictive policy asks for, is of the team too',
  'cases.team_reads opened': 'visible_cases, which the restrictive policy asks for, is of the team too',
}

describe('the matrix fails', { timeout: 240_000 }, () => {
  it('when any policy is dropped, negated or opened', async () => {
    const mutations = await policyMutations(admin)
    expect(mutations.length).toBeGreaterThan(90)
    expect(await survivors(mutations)).toEqual(Object.keys(equivalent))
  })

  it('when any condition of the gate is turned into its opposite', async () => {
    const mutations = await viewMutations(admin)
    expect(mutations.length).toBeGreaterThan(50)
    expect(await survivors(mutations)).toEqual([])
  })

  it('no longer when all of them are mended', async () => {
    expect(await foundMatrix(world, cases, application)).toEqual(expected)
  })
})
