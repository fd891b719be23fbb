import module, { type Model, type ModelData } from 'highs'

// Its types say CommonJS, and Node gets its ES module.
const load = module as unknown as typeof module.default

export type Highs = Awaited<ReturnType<typeof load>>
export type { Model }

export const loadSolver = (): Promise<Highs> => load()

export interface Column {
  cost: number
  atLeast: number
  atMost: number
}
export interface Row {
  terms: [column: number, coefficient: number][]
  atLeast: number
  atMost: number
}

/** As `simplex_strategy`: ten times faster each on its own kind of problem than the other way round. */
export const strategy = { move: 1, attack: 4 } as const

/**
 * No clock and no chance in it, so that a result can be had again. A search in whole numbers that grows beyond its
 * nodes is given up: it has proved nothing, which errs on the safe side.
 */
const options = { output_flag: false, presolve: 'off', mip_rel_gap: 0, mip_max_nodes: 500 }

const dataOf = (columns: Column[], rows: Row[]): ModelData => {
  const entries = rows.flatMap(({ terms }) => terms)
  let end = 0
  return {
    numCols: columns.length,
    numRows: rows.length,
    colCost: columns.map(({ cost }) => cost),
    colLower: columns.map(({ atLeast }) => atLeast),
    colUpper: columns.map(({ atMost }) => atMost),
    rowLower: rows.map(({ atLeast }) => atLeast),
    rowUpper: rows.map(({ atMost }) => atMost),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts: [0, ...rows.map(({ terms }) => (end += terms.length))],
      indices: entries.map(([column]) => column),
      values: entries.map(([, coefficient]) => coefficient),
    },
  }
}

/** Whoever makes one disposes of it: its memory is not JavaScript's. */
export const makeModel = (highs: Highs, columns: Column[], rows: Row[], simplex: number): Model => {
  const model = highs.createModel(dataOf(columns, rows))
  model.options.set({ ...options, simplex_strategy: simplex })
  return model
}

/** The cheapest values of the columns, or nothing when there are none. */
export const solve = (highs: Highs, model: Model): Float64Array | 'unbounded' | undefined => {
  const { optimal, infeasible, unbounded, unboundedOrInfeasible, iterationLimit, solutionLimit } =
    highs.constants.modelStatus
  const { modelStatus } = model.run()
  if (modelStatus === optimal) return model.getSolution().colValue
  if (modelStatus === unbounded) return 'unbounded'
  const given: number[] = [infeasible, unboundedOrInfeasible, iterationLimit, solutionLimit]
  if (given.includes(modelStatus)) return undefined
  throw new Error(`the solver stopped with status ${modelStatus}`)
}

export const solveWhole = (highs: Highs, model: Model, columns: number): ReturnType<typeof solve> => {
  const all = { kind: 'range', from: 0, to: columns - 1 } as const
  const { integer } = highs.constants.variableType
  model.changeColsIntegrality(all, Array(columns).fill(integer))
  model.options.set('presolve', 'on')
  try {
    return solve(highs, model)
  } finally {
    model.options.set('presolve', 'off')
    model.clearIntegrality()
  }
}

const tolerance = 1e-6
export const isWhole = (value: number) => Math.abs(value - Math.round(value)) < tolerance
export const roundUp = (value: number) => Math.ceil(value - tolerance)
