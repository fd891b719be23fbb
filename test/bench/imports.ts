import { parseArgs } from 'node:util'
import { startDatabase } from './database.ts'
import { type Server, startServer } from './servers.ts'
import { cpuOf, cpuOfPostgres, memoryOf } from './usage.ts'

/**
 * `npm run bench:import [-- --quick]`: how long a landlord's register takes to be tried, applied, applied again, and with
 * a move in every tenth dwelling, and how much memory the server holds meanwhile. On PostgreSQL with fsync.
 */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const sizes = options.quick ? [1_000, 5_000] : [2_000, 20_000]
const sampleMs = 20

const departments = [0, 3, 6].map((n) => `Afdeling ${n}`)
const headings =
  'Afdeling;Lejemålsnr;Lejernr;Adresse;Etage;Dør;Indflytning;Fraflytning;Navn;Fødselsår;Telefon;Beskyttet adresse;Husleje'

/** Three households of four live alone; in every tenth dwelling somebody else has moved in since. */
const fileOf = (rows: number, moved: boolean): string => {
  const lines = [headings]
  for (let row = 0; row < rows; row += 1) {
    const home = row - (row % 4 === 3 ? 1 : 0)
    const isNew = moved && home % 10 === 0
    const [tenant, movedIn] = isNew ? [2, '01-06-2026'] : [1, '1.3.2019']
    const who = `${isNew ? 'Ny' : 'Gammel'} Lejer-Æblegård ${row}`
    const where = `${departments[home % 3]};${rows}-${home};${tenant};Åvej ${rows}-${home};1;tv`
    lines.push(`${where};${movedIn};;${who};1980;+45 20 30 40 50;nej;6.500,00`)
  }
  return lines.join('\r\n')
}

const send = async (server: Server, file: string, dryRun: boolean) => {
  const answer = await fetch(`${server.address}/api/v1/imports/tenancies?dryRun=${dryRun}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.tokens.drift}`, 'content-type': 'text/csv' },
    body: file,
  })
  const body = (await answer.json()) as { counts: object; errorCount: number }
  if (!answer.ok || body.errorCount > 0)
    throw new Error(`${answer.status}: ${JSON.stringify(body).slice(0, 500)}`)
  return body.counts
}

const database = await startDatabase()
const { appUrl } = await database.makeDatabase(1)
const server = await startServer('app', appUrl)
await send(server, fileOf(100, false), false)
for (const rows of sizes)
  for (const [what, moved, dryRun] of [
    ['tried', false, true],
    ['applied', false, false],
    ['applied again', false, false],
    ['moves tried', true, true],
    ['moves applied', true, false],
  ] as const) {
    const file = fileOf(rows, moved)
    const before = {
      memory: memoryOf(server.pid),
      node: cpuOf(server.pid),
      postgres: cpuOfPostgres(database.postmaster),
    }
    let most = before.memory
    const sampling = setInterval(() => {
      most = Math.max(most, memoryOf(server.pid))
    }, sampleMs)
    const began = performance.now()
    const counts = await send(server, file, dryRun)
    const seconds = (performance.now() - began) / 1000
    clearInterval(sampling)
    const cpu = (used: number) => `${(used / 1e6).toFixed(1)} s`
    console.log(
      `${rows} rows (${(file.length / 1e6).toFixed(1)} MB) ${what}: ${seconds.toFixed(1)} s, node ${cpu(cpuOf(server.pid) - before.node)}, ` +
        `postgres ${cpu(cpuOfPostgres(database.postmaster) - before.postgres)}, server ${before.memory} MB before, ${most} MB at most`,
    )
    console.log(`  ${JSON.stringify(counts)}`)
  }
await server.stop()
await database.stop()
