import type pg from 'pg'
import { expectedSight, nothing, type Sight, sightOf } from './observe.ts'
import { probesOf, tryProbe } from './probes.ts'
import type { Cases } from './scenario.ts'
import type { World } from './world.ts'

/** Who may see and write what, cell by cell, in words that can be compared. */
export type Matrix = Record<string, unknown>

const sightsIn = (matrix: Matrix, who: string, sight: Sight) => {
  for (const [relation, rows] of Object.entries(sight)) matrix[`${who} reads ${relation}`] = rows
}

/** As the model has it. */
export const expectedMatrix = (world: World, cases: Cases): Matrix => {
  const matrix: Matrix = {}
  sightsIn(matrix, 'nobody', nothing)
  for (const user of world.state.users) sightsIn(matrix, user.username, expectedSight(world.state, user))
  for (const [n, { by, sql, touches }] of probesOf(world, cases).entries())
    matrix[`${n} ${by}: ${sql.slice(0, 50)}`] = touches
  return matrix
}

/** As the application's role finds it in the database. */
export const foundMatrix = async (world: World, cases: Cases, client: pg.ClientBase): Promise<Matrix> => {
  const matrix: Matrix = {}
  sightsIn(matrix, 'nobody', await sightOf(client, undefined))
  for (const user of world.state.users)
    sightsIn(matrix, user.username, await sightOf(client, world.sessionOf(user)))
  for (const [n, probe] of probesOf(world, cases).entries())
    matrix[`${n} ${probe.by}: ${probe.sql.slice(0, 50)}`] = await tryProbe(world, client, probe)
  return matrix
}

/** The cells that differ. */
export const differences = (expected: Matrix, found: Matrix): string[] =>
  Object.keys(expected).filter((cell) => JSON.stringify(expected[cell]) !== JSON.stringify(found[cell]))
