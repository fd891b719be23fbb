import { type Demand, meets } from './demands.ts'
import type { Grid, Move } from './grid.ts'
import type { Mover } from './moves.ts'

/** What has been found so far: the cells hidden, and for each demand the move that proves it. */
export interface Progress {
  grid: Grid
  demands: Demand[]
  hidden: Set<number>
  moves: Move[]
  proofs: Map<Demand, Move>
}

/** A large table is published when there is little left to gain, not when there is nothing. */
const most = 400

/** New proofs for those whose proof moves the cell, without moving it; nothing when one of them needs it. */
const proofsWithout = (
  search: (demand: Demand) => Move | undefined,
  progress: Progress,
  cell: number,
): Map<Demand, Move> | undefined => {
  const { grid, proofs } = progress
  const kept = progress.moves.filter((move) => !move.has(cell))
  const found = new Map<Demand, Move>()
  for (const [demand, proof] of proofs) {
    if (!proof.has(cell)) continue
    const move = kept.find((one) => meets(grid, demand, one)) ?? search(demand)
    if (!move) return undefined
    kept.push(move)
    found.set(demand, move)
  }
  return found
}

/**
 * What was hidden early for one cell may be needless when others are hidden too. Each is published again if every
 * demand can be met without it, the dearest first.
 */
export const tidy = (mover: Mover, progress: Progress, sensitive: number[]): void => {
  const { grid, hidden, moves, proofs } = progress
  const weightOf = (cell: number) => grid.weights[cell] ?? 1
  for (const [cell, state] of grid.states.entries())
    if (state === 'free' && !hidden.has(cell)) mover.price(cell, null)
  const secondary = [...hidden].filter((cell) => grid.states[cell] === 'free' && !sensitive.includes(cell))
  let searches = 0
  const search = (demand: Demand) => {
    searches += 1
    return mover.cheapest(demand)
  }
  for (const cell of secondary.sort((a, b) => weightOf(b) - weightOf(a) || a - b)) {
    if (searches >= most) return
    mover.price(cell, null)
    const found = proofsWithout(search, progress, cell)
    if (!found) {
      mover.price(cell, 0)
      continue
    }
    hidden.delete(cell)
    for (const [demand, move] of found) proofs.set(demand, move)
    moves.splice(0, moves.length, ...new Set([...proofs.values()]))
  }
}
