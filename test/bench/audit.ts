import { parseArgs } from 'node:util'
import pg from 'pg'
import { newPrivateKey } from '../../src/kernel/keys.ts'
import { type BenchServer, schema, startDatabase } from './database.ts'
import { drive } from './drive.ts'
import type { Scenario } from './scenarios.ts'
import { sealerOf } from './sealing.ts'
import { type Server, startServer } from './servers.ts'
import { cpuOf, cpuOfPostgres, memoryOf } from './usage.ts'

/**
 * `npm run bench:audit [-- --quick]`: what sealing costs those who write, how fast it goes, and how long a proof takes as
 * the trail grows. On PostgreSQL with fsync; processor time is told beside the clock's, for the machine may be shared.
 */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const sizes = options.quick ? [10_000, 100_000] : [10_000, 100_000, 1_000_000]
const rounds = options.quick ? 2 : 5
const secondsEach = options.quick ? 4 : 10
const proofs = 300

const percentile = (numbers: number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(share * numbers.length) - 1] ?? 0
const per = (total: number, count: number): string => (total / count).toFixed(0)

const creating: Scenario = {
  name: 'create naboklage',
  actor: 'drift',
  method: 'POST',
  asked: [
    {
      path: '/api/v1/naboklager',
      body: JSON.stringify({
        ...{
          departmentId: 'afdeling-3',
          channel: 'written',
          category: 'noise',
          description: 'Høj musik hver aften',
        },
        complainant: { name: 'Inger Madsen' },
        occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
      }),
    },
  ],
}

/** Two servers take turns at the same writes: one seals what is written, the other leaves it. */
const costToWriters = async (database: BenchServer, urls: { sealed: string; unsealed: string }) => {
  const servers = {
    unsealed: await startServer('app', urls.unsealed),
    sealed: await startServer('app', urls.sealed, { AUDIT_SIGNING_KEY: newPrivateKey() }),
  }
  const ask = (server: Server, amount: number) => drive(server, database.postmaster, creating, 16, amount)
  await ask(servers.sealed, 300)
  const warm = await ask(servers.unsealed, 300)
  const amount = Math.round((secondsEach * warm.requests) / warm.seconds)
  const runs = { unsealed: [warm].slice(1), sealed: [warm].slice(1) }
  for (let round = 0; round < rounds; round += 1)
    for (const name of ['unsealed', 'sealed'] as const) runs[name].push(await ask(servers[name], amount))
  for (const [name, all] of Object.entries(runs)) {
    const latencies = all.flatMap((run) => run.latencies)
    const total = (of: (run: (typeof all)[number]) => number) => all.reduce((sum, run) => sum + of(run), 0)
    console.log(
      `${name.padEnd(9)} ${per(
        total((r) => r.requests),
        total((r) => r.seconds),
      ).padStart(6)} /s, p50 ${percentile(latencies, 0.5).toFixed(1)} ms, ` +
        `p99 ${percentile(latencies, 0.99).toFixed(1)} ms, node ${per(
          total((r) => r.cpuNode),
          latencies.length,
        )} µs, postgres ${per(
          total((r) => r.cpuPostgres),
          latencies.length,
        )} µs`,
    )
  }
  for (const server of Object.values(servers)) await server.stop()
}

const addEvents = (admin: pg.Client, count: number) =>
  admin.query(`
    insert into audit_events (actor_id, organisation_id, role, action, purpose, decision, subject_ids, case_id,
      consent_ids, request_id)
    select gen_random_uuid(), 'kommune', 'socialafdeling', 'case.read', 'casework', 'allowed',
      array[gen_random_uuid(), gen_random_uuid()], gen_random_uuid(), array[gen_random_uuid()], gen_random_uuid()::text
    from generate_series(1, ${count})`)

const ofServer = async (server: Server, path: string) => {
  const headers = { authorization: `Bearer ${server.tokens.officer}` }
  const answer = await fetch(`${server.address}/api/v1${path}`, { headers })
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`)
  return answer
}

const timeProofs = async (server: Server, postmaster: number, admin: pg.Client) => {
  const { rows } = await admin.query(
    `select event_id from audit_leaves l where l.index = any (array(
      select (random() * (select max(x.index) from audit_leaves x))::bigint from generate_series(1, ${proofs})))`,
  )
  const times: number[] = []
  let hashes = 0
  const before = { node: cpuOf(server.pid), postgres: cpuOfPostgres(postmaster) }
  for (const { event_id: id } of rows) {
    const began = performance.now()
    const proof = await (await ofServer(server, `/audit/events/${id}/proof`)).json()
    hashes = Math.max(hashes, (proof as { hashes: string[] }).hashes.length)
    times.push(performance.now() - began)
  }
  const node = per(cpuOf(server.pid) - before.node, times.length)
  const postgres = per(cpuOfPostgres(postmaster) - before.postgres, times.length)
  const [half, most] = [percentile(times, 0.5), percentile(times, 0.99)].map((ms) => ms.toFixed(1))
  return `a proof ${half} ms (p99 ${most}, node ${node} µs, postgres ${postgres} µs), ${hashes} hashes at most`
}

const timeExport = async (server: Server) => {
  const began = performance.now()
  let [bytes, most] = [0, 0]
  const { body } = await ofServer(server, '/audit/export')
  for await (const chunk of body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length
    most = Math.max(most, memoryOf(server.pid))
  }
  const seconds = (performance.now() - began) / 1000
  return `export ${(bytes / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s, server ${most} MB at most`
}

const growth = async (database: BenchServer, { adminUrl, appUrl }: { adminUrl: string; appUrl: string }) => {
  const admin = new pg.Client({ connectionString: adminUrl, options: `-c search_path=${schema}` })
  await admin.connect()
  const sealer = sealerOf(appUrl, newPrivateKey())
  const server = await startServer('app', appUrl)
  await sealer.round()
  let size = 0
  for (const next of sizes) {
    for (; size < next; size += Math.min(100_000, next - size))
      await addEvents(admin, Math.min(100_000, next - size))
    const sealed = Number((await admin.query('select count(*) as n from audit_leaves')).rows[0].n)
    const before = {
      node: cpuOf(process.pid),
      postgres: cpuOfPostgres(database.postmaster),
      at: performance.now(),
    }
    await sealer.round()
    const seconds = (performance.now() - before.at) / 1000
    const count = next - sealed
    const node = per(cpuOf(process.pid) - before.node, count)
    const postgres = per(cpuOfPostgres(database.postmaster) - before.postgres, count)
    await admin.query('vacuum analyze')
    console.log(
      `${String(next).padStart(8)} events: sealed ${per(count, seconds)} /s (node ${node} µs, postgres ${postgres} µs each); ${await timeProofs(server, database.postmaster, admin)}; ${await timeExport(server)}`,
    )
  }
  await server.stop()
  await sealer.stop()
  await admin.end()
}

const database = await startDatabase()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => database.stop().finally(() => process.exit(1)))
try {
  const made = {
    unsealed: await database.makeDatabase(0, 'unsealed'),
    sealed: await database.makeDatabase(0, 'sealed'),
  }
  await costToWriters(database, { unsealed: made.unsealed.appUrl, sealed: made.sealed.appUrl })
  await growth(database, await database.makeDatabase(0, 'growing'))
} finally {
  await database.stop()
}
