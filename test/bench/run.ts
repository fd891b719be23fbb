import { parseArgs } from 'node:util'
import { startCountingProxy } from './counting-proxy.ts'
import { size } from './data.ts'
import { type BenchServer, startDatabase } from './database.ts'
import { drive } from './drive.ts'
import { type Measured, tableOf, throughputOf } from './report.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { poolSize, type Server, startServer } from './servers.ts'
import { memoryOf } from './usage.ts'

/**
 * `npm run bench [-- --quick] [--only <part of a request's name>]`: our app and a bare Fastify + pg handler of the
 * same SQL, asked in turn by a third process, on PostgreSQL with fsync.
 */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const plan = options.quick
  ? { scales: [1], connections: [16], rounds: 2, seconds: 1 }
  : { scales: [1, 10], connections: [1, 16, 64], rounds: 2, seconds: 1.5 }

type Pair<T> = { app: T; bare: T }

const startPair = async (urls: Pair<string>): Promise<Pair<Server>> => ({
  app: await startServer('app', urls.app),
  bare: await startServer('bare', urls.bare),
})

/** What a request asks of the database, counted on the wire; the first ones also parse their statements. */
const count = async (database: BenchServer, urls: Pair<string>, wanted: Scenario[]) => {
  const proxy = await startCountingProxy(database.port)
  const through = (url: string) => Object.assign(new URL(url), { port: String(proxy.port) }).href
  const servers = await startPair({ app: through(urls.app), bare: through(urls.bare) })
  const counts = new Map<string, { statements: number; roundTrips: number }>()
  for (const server of Object.values(servers))
    for (const scenario of wanted) {
      await drive(server, database.postmaster, scenario, 1, 10)
      proxy.take()
      await drive(server, database.postmaster, scenario, 1, 20)
      const { statements, roundTrips } = proxy.take()
      counts.set(server.name + scenario.name, { statements: statements / 20, roundTrips: roundTrips / 20 })
      await drive(server, database.postmaster, scenario, 1, 1)
    }
  for (const server of Object.values(servers)) await server.stop()
  proxy.stop()
  return counts
}

const measure = async (scale: number, database: BenchServer): Promise<string> => {
  const { adminUrl, appUrl } = await database.makeDatabase(scale)
  const urls = { app: appUrl, bare: adminUrl }
  const wanted = scenarios(scale).filter(({ name }) => name.includes(options.only))
  const counts = await count(database, urls, wanted)
  const servers = await startPair(urls)
  const run = (server: Server, scenario: Scenario, connections: number, amount: number) =>
    drive(server, database.postmaster, scenario, connections, amount)

  const one = async (
    server: Server,
    scenario: Scenario,
    connections: number,
  ): Promise<Measured & { amount: number }> => {
    const { statements = 0, roundTrips = 0 } = counts.get(server.name + scenario.name) ?? {}
    const about = {
      scenario: scenario.name,
      connections,
      server: server.name,
      memory: 0,
      statements,
      roundTrips,
    }
    const warmUp = await run(server, scenario, connections, 400)
    const perSecond = throughputOf({ ...about, runs: [warmUp] })
    return { ...about, runs: [], amount: Math.max(connections, Math.round(plan.seconds * perSecond)) }
  }
  const pairs = []
  for (const scenario of wanted)
    for (const server of Object.values(servers)) await run(server, scenario, 16, 1000)
  for (const scenario of wanted)
    for (const connections of plan.connections) {
      const pair = {
        app: await one(servers.app, scenario, connections),
        bare: await one(servers.bare, scenario, connections),
      }
      for (let round = 0; round < plan.rounds; round++)
        for (const name of ['app', 'bare'] as const)
          pair[name].runs.push(await run(servers[name], scenario, connections, pair[name].amount))
      for (const name of ['app', 'bare'] as const) pair[name].memory = memoryOf(servers[name].pid)
      pairs.push(pair)
    }
  for (const server of Object.values(servers)) await server.stop()
  return tableOf(pairs)
}

const database = await startDatabase()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => database.stop().finally(() => process.exit(1)))
try {
  for (const scale of plan.scales) {
    const [naboklager, cases] = [scale * size.naboklager, scale * size.cases]
    const entries = cases * size.entriesPerCase
    console.log(
      `\n${naboklager} naboklager, ${cases} cases, ${entries} entries; ${poolSize} connections to the database`,
    )
    console.log(await measure(scale, database))
  }
} finally {
  await database.stop()
}
