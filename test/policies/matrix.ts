import type pg from 'pg'
import { expectedSight, isReadable, nothing, type Sight, sightOf } from './observe.ts'
import { probesOf, tryProbe } from './probes.ts'
import type { Cases } from './scenario.ts'
import type { World } from './world.ts'

/** Who may see and write what, cell by cell, in words that can be compared. */
export type Matrix = Record<string, unknown>

const sightsIn = (matrix: Matrix, who: string, sight: Sight) => {
  for (const [relation, rows] of Object.entries(sight)) matrix[`${who} reads ${relation}`] = rows
}

const nameOf = ({ by, sql }: { by: string; sql: string }, n: number) =>
  `write ${n}, ${by}: ${sql.split(' (')[0]?.trim()}`

/** As the model has it. */
export const expectedMatrix = (world: World, cases: Cases): Matrix => {
  const matrix: Matrix = {}
  sightsIn(matrix, 'nobody', nothing)
  for (const user of world.state.users) sightsIn(matrix, user.username, expectedSight(world.state, user))
  for (const [n, { by, sql, touches }] of probesOf(world, cases).entries())
    matrix[nameOf({ by, sql }, n)] = touches
  return matrix
}

type Cells = AsyncGenerator<[string, unknown]>

async function* readCells(world: World, client: pg.ClientBase, relation?: string): Cells {
  for (const user of [undefined, ...world.state.users]) {
    const matrix: Matrix = {}
    const session = user && world.sessionOf(user)
    sightsIn(matrix, user?.username ?? 'nobody', await sightOf(client, session, relation))
    yield* Object.entries(matrix)
  }
}

async function* writeCells(world: World, cases: Cases, client: pg.ClientBase, table = ''): Cells {
  for (const [n, probe] of probesOf(world, cases).entries())
    if (probe.sql.includes(table)) yield [nameOf(probe, n), await tryProbe(world, client, probe)]
}

/** As the application's role finds it in the database, one cell after the other. */
async function* cells(world: World, cases: Cases, client: pg.ClientBase): Cells {
  yield* readCells(world, client)
  yield* writeCells(world, cases, client)
}

/** The same cells, those first where a change of this relation shows if it shows at all. */
async function* cellsAbout(relation: string, world: World, cases: Cases, client: pg.ClientBase): Cells {
  if (isReadable(relation)) yield* readCells(world, client, relation)
  yield* writeCells(world, cases, client, relation)
  yield* cells(world, cases, client)
}

export const foundMatrix = async (world: World, cases: Cases, client: pg.ClientBase): Promise<Matrix> => {
  const matrix: Matrix = {}
  for await (const [cell, value] of cells(world, cases, client)) matrix[cell] = value
  return matrix
}

/** A cell that differs from what is expected, if any, after something was done to a relation. */
export const firstDifference = async (
  expected: Matrix,
  ...where: Parameters<typeof cellsAbout>
): Promise<string | undefined> => {
  for await (const [cell, value] of cellsAbout(...where))
    if (JSON.stringify(expected[cell]) !== JSON.stringify(value)) return cell
  return undefined
}
