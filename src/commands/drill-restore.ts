import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { readSettings } from '../config.ts'
import { CannotDrill, wordsOf } from './drill/cannot.ts'
import type { DrillOptions, Findings } from './drill/examine.ts'
import { readOutside } from './drill/trail.ts'

const help = `npm run drill:restore -- [--keep <mappe>] [--backup <mappe>] [--checkpoint <fil eller mappe>] [--public-key <fil>]

Øver det, der skal kunne lykkes, når databasen er tabt: tager en sikkerhedskopi, mens systemet er i brug, genskaber den på
en server for sig selv, og efterprøver, at alt kom tilbage. Kilden ændres ikke; alt, hvad øvelsen laver, fjernes igen.

  --keep        gemmer sikkerhedskopien i en ny mappe
  --backup      genskaber en sikkerhedskopi, der blev gemt med --keep, i stedet for at tage en ny
  --checkpoint  revisionssporets kontrolpunkter uden for databasen; ellers dem i AUDIT_CHECKPOINT_DIR
  --public-key  nøglen, de er underskrevet med; ellers den offentlige halvdel af AUDIT_SIGNING_KEY

Databasen er den i DATABASE_ADMIN_URL (en superbruger), ellers den indlejrede i BO_GODT_DATA_DIR, som skal køre. Dens mappe skal
kunne læses herfra. Kopien bruger den midlertidige mappe (TMPDIR): der skal være plads til databasen to gange.

Efterprøvet bliver: skema, roller, medlemskaber, rettigheder, politikker, FORCE, triggere og funktioner; hver tabels rækker, som de
var i det øjeblik, kopien er genskabt til; at programmet kan køre på kopien og svarer; at sporet er ubrudt til det nyeste
kontrolpunkt; og at det, der er slettet siden kopien, kan slettes igen efter listen ved kontrolpunkterne (*.erasures). Svaret er 0, når alt kom tilbage, 1, når noget ikke gjorde, og 2, når øvelsen ikke kan holdes.
`

const say = (line: string): void => void process.stdout.write(`${line}\n`)

const step: DrillOptions['step'] = async (what, work) => {
  const start = performance.now()
  const result = await work()
  say(`${((performance.now() - start) / 1000).toFixed(1).replace('.', ',').padStart(8)} s  ${what}`)
  return result
}

const readArguments = () => {
  const string = { type: 'string' } as const
  const several = { ...string, multiple: true } as const
  const { values } = parseArgs({
    options: {
      keep: string,
      backup: string,
      checkpoint: several,
      'public-key': several,
      help: { type: 'boolean' },
    },
  })
  if (values.keep !== undefined && values.backup !== undefined)
    throw new CannotDrill('--keep og --backup kan ikke bruges sammen; se --help')
  if (values.keep !== undefined && existsSync(values.keep))
    throw new CannotDrill(`${values.keep} findes allerede`)
  return values
}

const drill = async (
  { checkpoint = [], 'public-key': keys = [], ...asked }: ReturnType<typeof readArguments>,
  made: AsyncDisposableStack,
): Promise<Findings> => {
  const config = readSettings()
  // Those that are there before the backup is taken are of events that must be in it.
  const outside = readOutside(config, checkpoint, keys)
  // All of the program is loaded for it: not where only --help is asked for.
  const { holdDrill } = await import('./drill/drill.ts')
  return holdDrill({ config, step, made, outside }, asked)
}

const report = ({ holds, fails }: Findings): void => {
  for (const line of holds) say(`  holder: ${line}`)
  for (const line of fails) say(`  holder ikke: ${line}`)
  say(fails.length > 0 ? 'Ikke alt kom tilbage.' : 'Alt kom tilbage.')
  process.exitCode = fails.length > 0 ? 1 : 0
}

const tell = (error: unknown): void => {
  process.stderr.write(`bo-godt: øvelsen kan ikke holdes: ${wordsOf(error)}\n`)
  process.exitCode = 2
}

const run = async (): Promise<void> => {
  const values = readArguments()
  if (values.help) return void process.stdout.write(help)
  const made = new AsyncDisposableStack()
  const cutOff = () => void made.disposeAsync().finally(() => process.exit(2))
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, cutOff)
  try {
    report(await drill(values, made))
  } finally {
    await made.disposeAsync()
  }
}

await run().catch(tell)
