import { startCountingProxy } from './counting-proxy.ts'
import type { BenchServer } from './database.ts'
import { drive, type Run } from './drive.ts'
import { type Measured, throughputOf } from './report.ts'
import { requireSameAnswers } from './same-answers.ts'
import type { Scenario } from './scenarios.ts'
import { type Server, startServer } from './servers.ts'
import { memoryOf } from './usage.ts'

export interface Plan {
  scales: number[]
  connections: number[]
  /** How often the two take turns, and for how long each time. */
  rounds: number
  seconds: number
}

export type Pair<T> = { app: T; bare: T }
export const names = ['app', 'bare'] as const

export const startPair = async (urls: Pair<string>): Promise<Pair<Server>> => ({
  app: await startServer('app', urls.app),
  bare: await startServer('bare', urls.bare),
})

export const stopPair = async (servers: Pair<Server>): Promise<void> => {
  for (const name of names) await servers[name].stop()
}

export type Counts = Map<string, Pick<Measured, 'statements' | 'roundTrips'>>

const counted = 20

/** What a request asks of the database, counted on the wire once its statements have been parsed. */
export const count = async (
  database: BenchServer,
  urls: Pair<string>,
  wanted: Scenario[],
): Promise<Counts> => {
  const proxy = await startCountingProxy(database.port)
  const through = (url: string) => Object.assign(new URL(url), { port: String(proxy.port) }).href
  const servers = await startPair({ app: through(urls.app), bare: through(urls.bare) })
  const counts: Counts = new Map()
  for (const scenario of wanted) await requireSameAnswers(servers.app, servers.bare, scenario)
  for (const name of names)
    for (const scenario of wanted) {
      await drive(servers[name], database.postmaster, scenario, 1, counted)
      proxy.take()
      await drive(servers[name], database.postmaster, scenario, 1, counted)
      const { statements, roundTrips } = proxy.take()
      counts.set(name + scenario.name, { statements: statements / counted, roundTrips: roundTrips / counted })
    }
  await stopPair(servers)
  proxy.stop()
  return counts
}

/** Warms both up, then lets them take turns: what disturbs the machine disturbs both. */
export const compare = async (
  servers: Pair<Server>,
  postmaster: number,
  scenario: Scenario,
  connections: number,
  plan: Plan,
): Promise<Pair<Pick<Measured, 'runs' | 'memory'>>> => {
  const ask = (name: Server['name'], amount: number) =>
    drive(servers[name], postmaster, scenario, connections, amount)
  const amountOf = async (name: Server['name']) => {
    const warmUp = throughputOf([await ask(name, 200)])
    return Math.max(connections, Math.round(plan.seconds * warmUp))
  }
  const amounts = { app: await amountOf('app'), bare: await amountOf('bare') }
  const runs: Pair<Run[]> = { app: [], bare: [] }
  for (let round = 0; round < plan.rounds; round++)
    for (const name of names) runs[name].push(await ask(name, amounts[name]))
  const result = (name: Server['name']) => ({ runs: runs[name], memory: memoryOf(servers[name].pid) })
  return { app: result('app'), bare: result('bare') }
}
