import type { Run } from './drive.ts'

export interface Measured {
  scenario: string
  connections: number
  server: string
  runs: Run[]
  memory: number
  statements: number
  roundTrips: number
}

const sum = (runs: Run[], of: (run: Run) => number) => runs.reduce((total, run) => total + of(run), 0)

export const throughputOf = (runs: Run[]): number =>
  sum(runs, (r) => r.requests) / sum(runs, (r) => r.seconds)

const percentile = (sorted: number[], share: number): number =>
  sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] ?? 0

const row = (measured: Measured, bare: Measured): string[] => {
  const { scenario, connections, server, runs, memory, statements, roundTrips } = measured
  const requests = sum(runs, (run) => run.requests)
  const sorted = runs.flatMap((run) => run.latencies).sort((a, b) => a - b)
  const perRequest = (of: (run: Run) => number) => String(Math.round(sum(runs, of) / requests))
  return [
    scenario,
    String(connections),
    server,
    throughputOf(runs).toFixed(0),
    percentile(sorted, 0.5).toFixed(2),
    percentile(sorted, 0.99).toFixed(2),
    String(memory),
    perRequest((run) => run.cpuNode),
    perRequest((run) => run.cpuPostgres),
    String(statements),
    String(roundTrips),
    measured === bare ? '' : (throughputOf(runs) / throughputOf(bare.runs)).toFixed(2),
  ]
}

const heads = [
  'request',
  'conn.',
  'server',
  'per s',
  'p50 ms',
  'p99 ms',
  'RSS MB',
  'node µs',
  'pg µs',
  'stmts',
  'trips',
  'of bare',
]

/** A table for people: our app's line, and under it the bare handler's of the same run. */
export const tableOf = (pairs: { app: Measured; bare: Measured }[]): string => {
  const lines = [heads, ...pairs.flatMap(({ app, bare }) => [row(app, bare), row(bare, bare)])]
  const widths = heads.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  const text = lines.map((line) =>
    line.map((cell, i) =>
      i % 2 === 0 && i < 3 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0),
    ),
  )
  return text.map((cells) => cells.join('  ').trimEnd()).join('\n')
}
