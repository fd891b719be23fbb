import { parseArgs } from 'node:util'
import pg from 'pg'
import { listEvents } from '../../src/audit/queries/events.ts'
import { bind, type Values } from '../../src/database/statement.ts'
import { actors, idOf } from './data.ts'
import { schema, startDatabase } from './database.ts'
import { type Server, startServer } from './servers.ts'
import { fillTrail, insertCost } from './trail-data.ts'
import { cpuOfPostgres } from './usage.ts'

/**
 * `npm run bench:trail [-- --events 10000000]`: how quick a data protection officer's searches of the trail are, by which
 * plan, and what its indexes cost those who write.
 */
const { values: options } = parseArgs({ options: { events: { type: 'string', default: '2000000' } } })
const events = Number(options.events)
const rounds = 100

const day = (daysAgo: number) => new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 10)
const among = (count: number) => 1 + Math.floor(Math.random() * count)

/** What an officer looks for, each time of someone else. */
const searches: Record<string, () => Values> = {
  newest: () => ({}),
  person: () => ({ subjectId: idOf('resident', among(6000)) }),
  'person of note': () => ({ subjectId: idOf('resident', 1) }),
  'case, person': () => ({ caseId: idOf('case', 7), subjectId: idOf('resident', 13) }),
  case: () => ({ caseId: idOf('case', among(3000)) }),
  staff: () => ({ actorId: idOf('user', among(60)) }),
  'staff who left': () => ({ actorId: idOf('user', 99) }),
  'staff, action': () => ({ actorId: idOf('user', among(60)), action: 'emergency.open' }),
  'staff, week': () => ({ actorId: idOf('user', among(60)), from: day(600), to: day(594) }),
  'staff, person': () => ({ actorId: idOf('user', among(60)), subjectId: idOf('resident', 1) }),
  'organisation, day': () => ({ organisationId: 'bolig', from: day(400), to: day(400) }),
  organisation: () => ({ organisationId: 'helhedsplan' }),
  'rare action': () => ({ action: 'emergency.open' }),
  'action that never was': () => ({ action: 'meeting.cancel' }),
  'rare purpose': () => ({ purpose: 'subject_access' }),
  'refused, month': () => ({ decision: 'denied', from: day(830), to: day(800) }),
  'a day long ago': () => ({ from: day(1000), to: day(1000) }),
  'all before': () => ({ to: day(900) }),
  'organisation, purpose, refused, year': () => ({
    ...{ organisationId: 'kommune', purpose: 'casework', decision: 'denied', from: day(700), to: day(335) },
  }),
}

const percentile = (numbers: number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.ceil(share * numbers.length) - 1] ?? 0

/** What an officer asks for a report of: `GET /audit/unusual`. */
const reports: Record<string, () => Values> = {
  'unusual, a day': () => ({ from: day(400), to: day(400) }),
  'unusual, 31 days': () => ({ from: day(430), to: day(400) }),
}

const ask = async (server: Server, path: string, values: Values): Promise<{ ms: number; items: number }> => {
  const query = new URLSearchParams(values as Record<string, string>)
  const headers = { authorization: `Bearer ${server.tokens.officer}` }
  const began = performance.now()
  const answer = await fetch(`${server.address}/api/v1/audit/${path}?${query}`, { headers })
  const body = await answer.text()
  if (!answer.ok) throw new Error(`${path}?${query}: ${body}`)
  return { ms: performance.now() - began, items: JSON.parse(body).items.length }
}

/** How long it takes, by the clock and of the database's processor, and how much was found. */
const measure = async (server: Server, name: string, path: string, valuesOf: () => Values) => {
  const first = await ask(server, path, valuesOf())
  const count = first.ms > 500 ? 3 : rounds
  const before = cpuOfPostgres(database.postmaster)
  const times: number[] = []
  for (let round = 0; round < count; round += 1) times.push((await ask(server, path, valuesOf())).ms)
  const cpu = (cpuOfPostgres(database.postmaster) - before) / count / 1000
  const told = [0.5, 0.99].map((share) => percentile(times, share)).concat(cpu)
  return [
    name.padEnd(38),
    ...told.map((ms) => ms.toFixed(1).padStart(8)),
    String(first.items).padStart(4),
  ].join(' ')
}

/** The nodes of the plan that read, as the application's role gets it. */
const planOf = async (client: pg.Client, values: Values): Promise<string> => {
  const statement = listEvents(values)
  const more = { limit: 50, eventAction: 'audit.list', eventPurpose: 'audit_review', eventRequestId: 'plan' }
  const given = bind(statement, { ...values, ...more }).values
  const literals = given.map((value) => (value === null ? 'null' : client.escapeLiteral(value)))
  await client.query('begin')
  await client.query('select enter($1, $2)', [idOf('session', actors.officer), ['dpo']])
  await client.query(`prepare search as ${statement.text}`)
  const { rows } = await client.query(`explain (costs off) execute search(${literals.join()})`)
  await client.query('rollback')
  await client.query('deallocate search')
  const reading = rows
    .map((row) =>
      String(row['QUERY PLAN'])
        .trim()
        .replaceAll(/audit_events_(\d{4}_\d\d|other)/g, 'part'),
    )
    .filter((line) => /\bScan\b.* (on|using) (part|events_about)/.test(line))
    .map((line) => line.replace(/ on part .*/, ''))
  const times = Map.groupBy(reading, (line) => line)
  return [...times].map(([line, { length }]) => `${length} ${line}`).join('; ')
}

const database = await startDatabase()
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.once(signal, () => database.stop().finally(() => process.exit(1)))
try {
  const { adminUrl, appUrl } = await database.makeDatabase(1)
  const admin = new pg.Client({ connectionString: adminUrl, options: `-c search_path=${schema}` })
  admin.on('error', () => {})
  await admin.connect()
  console.log(await fillTrail(admin, events))
  const settings = `-c search_path=${schema} -c plan_cache_mode=force_custom_plan`
  const app = new pg.Client({ connectionString: appUrl, options: settings })
  app.on('error', () => {})
  await app.connect()
  const server = await startServer('app', appUrl, { STATEMENT_TIMEOUT_MS: '120000' })
  console.log(`${' '.repeat(38)}   p50 ms   p99 ms   cpu ms found`)
  for (const [name, values] of Object.entries(searches))
    console.log(`${await measure(server, name, 'events', values)}  ${await planOf(app, values())}`)
  for (const [name, values] of Object.entries(reports))
    console.log(await measure(server, name, 'unusual', values))
  await server.stop()
  await app.end()
  console.log(await insertCost(admin))
  await admin.end()
} finally {
  await database.stop()
}
