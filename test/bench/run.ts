import { parseArgs } from 'node:util'
import { size } from './data.ts'
import { type BenchServer, startDatabase } from './database.ts'
import { drive } from './drive.ts'
import { type Counts, compare, count, names, type Pair, type Plan, startPair, stopPair } from './measure.ts'
import { type Measured, tableOf } from './report.ts'
import { type Scenario, scenarios } from './scenarios.ts'
import { poolSize, type Server } from './servers.ts'

/**
 * `npm run bench [-- --quick] [--only <part of a request's name>]`: our app and a bare Fastify + pg handler of the
 * same SQL, asked in turn by a third process, on PostgreSQL with fsync.
 */
const { values: options } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, only: { type: 'string', default: '' } },
})
const plan: Plan = options.quick
  ? { scales: [1], connections: [16], rounds: 2, seconds: 1 }
  : { scales: [1, 10], connections: [1, 16, 64], rounds: 2, seconds: 1.2 }

const nothing = { statements: 0, roundTrips: 0 }

const compareAll = async (
  servers: Pair<Server>,
  postmaster: number,
  wanted: Scenario[],
  counts: Counts,
): Promise<Pair<Measured>[]> => {
  const pairs: Pair<Measured>[] = []
  for (const scenario of wanted)
    for (const connections of plan.connections) {
      const both = await compare(servers, postmaster, scenario, connections, plan)
      const about = (server: Server['name']): Measured => ({
        ...{ scenario: scenario.name, connections, server, ...both[server] },
        ...(counts.get(server + scenario.name) ?? nothing),
      })
      pairs.push({ app: about('app'), bare: about('bare') })
    }
  return pairs
}

const measure = async (scale: number, database: BenchServer): Promise<string> => {
  const { adminUrl, appUrl } = await database.makeDatabase(scale)
  const urls = { app: appUrl, bare: adminUrl }
  const wanted = scenarios(scale).filter(({ name }) => name.includes(options.only))
  const counts = await count(database, urls, wanted)
  const servers = await startPair(urls)
  for (const scenario of wanted)
    for (const name of names) await drive(servers[name], database.postmaster, scenario, 16, 300)
  const pairs = await compareAll(servers, database.postmaster, wanted, counts)
  await stopPair(servers)
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
      `\n${naboklager} naboklager, ${cases} cases, ${entries} entries; ${poolSize} connections each`,
    )
    console.log(await measure(scale, database))
  }
} finally {
  await database.stop()
}
