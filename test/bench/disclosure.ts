import { boundsOf, exposed } from '../../src/statistics/disclosure/exposed.ts'
import { defaultRule, type Problem } from '../../src/statistics/disclosure/problem.ts'
import { protect } from '../../src/statistics/disclosure/protect.ts'
import { publicationOf } from '../../src/statistics/disclosure/publication.ts'
import { loadSolver } from '../../src/statistics/disclosure/solver.ts'
import { type Axis, cellId, crossTable } from '../../src/statistics/disclosure/tables.ts'
import { verify } from '../../src/statistics/disclosure/verify.ts'

/**
 * `npm run bench:disclosure`: 16 departments of four landlords by 5 groups by 12 with all margins, 1,638 cells of
 * which most are small; protected, attacked and verified, in seconds of the processor and in memory.
 */
const sizes = { landlords: 4, departments: 4, groups: 5, months: 12 }

const flat = (id: string, size: number): Axis => ({
  id,
  values: [
    { id: 'total', parent: null },
    ...Array.from({ length: size }, (_, n) => ({ id: `${id}${n}`, parent: 'total' })),
  ],
})
const landlords = flat('landlord', sizes.landlords)
const departments = landlords.values
  .filter(({ parent }) => parent)
  .flatMap(({ id }) =>
    Array.from({ length: sizes.departments }, (_, n) => ({ id: `${id}-${n}`, parent: id })),
  )
const axes = [
  { id: 'place', values: [...landlords.values, ...departments] },
  flat('group', sizes.groups),
  flat('month', sizes.months),
]

const leavesOf = ({ values }: Axis, id: string): string[] => {
  const children = values.filter(({ parent }) => parent === id)
  return children.length > 0 ? children.flatMap((child) => leavesOf({ id: '', values }, child.id)) : [id]
}

/** The same each time: nearly half are zero, and the others few. */
let state = 1
const next = () => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return state / 2 ** 32
}
const inner = new Map<string, number>()
const innerCount = (key: string): number => {
  const count =
    inner.get(key) ?? (next() < 0.45 ? 0 : Math.floor(-Math.log(1 - next()) * (next() > 0.9 ? 12 : 4)))
  inner.set(key, count)
  return count
}
const countOf = (values: string[]): number => {
  const keys = axes.reduce<string[]>(
    (all, axis, at) => all.flatMap((key) => leavesOf(axis, values[at] ?? '').map((leaf) => `${key}|${leaf}`)),
    [''],
  )
  return keys.reduce((sum, key) => sum + innerCount(key), 0)
}

const timed = <T>(what: string, work: () => T): T => {
  const before = process.cpuUsage().user
  const result = work()
  const seconds = (process.cpuUsage().user - before) / 1e6
  console.log(`${what.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s`)
  return result
}

const table = crossTable({ id: 't', axes, state: 'free', countOf })
const insiders = departments.map(({ id }) => ({
  id,
  knows: table.cells.map((cell) => cell.id).filter((cell) => cell.startsWith(`${cellId('t', [id])}|`)),
}))
const attack = { exactly: false, insiders: false }
const highs = await loadSolver()
for (const knowing of [[], insiders]) {
  const problem: Problem = { rule: defaultRule, ...table, insiders: knowing }
  console.log(`\n${problem.cells.length} cells, ${knowing.length} insiders`)
  const outcome = timed('protect', () => protect(highs, problem))
  if (outcome.outcome === 'refused') throw new Error(outcome.reason)
  const { hidden, sensitive, certificates } = outcome
  timed('attack every hidden cell', () => boundsOf(highs, problem, hidden, false))
  const found = timed('attack every sensitive cell', () => exposed(highs, problem, hidden, attack)).length
  const failures = timed('verify', () => verify(publicationOf(problem, outcome, true))).length
  console.log(`${sensitive.length} sensitive, ${hidden.length} hidden, ${certificates.length} certificates`)
  console.log(`${found} found by the attack, ${failures} proofs fail`)
  console.log(`${Math.round(process.resourceUsage().maxRSS / 1024)} MB at most`)
}
