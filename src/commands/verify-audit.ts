import { createReadStream, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { readPublicKeys } from '../audit/verifier/note.ts'
import { type Verdict, verifyExport } from '../audit/verifier/verify.ts'
import { readCheckpoints } from './checkpoints.ts'

const help = `npm run audit:verify -- --export <fil> --checkpoint <fil eller mappe> --public-key <fil>

Efterprøver en eksport af revisionssporet uden database og uden net. Angiv gerne flere kontrolpunkter og nøgler.
Kontrolpunkterne skal være gemt uden for systemet: de er det, som ingen kan have ændret siden. Nøglen er en Ed25519-nøgle
som PEM (openssl pkey -in audit-key.pem -pubout) eller som C2SP skriver den.

Svaret er 0, når alt holder; 1, når noget ikke holder; 2, når noget ikke kan læses; og 3, når det, der kan efterprøves,
holder, men et kontrolpunkt ligger uden for det, som eksporten kan fortælle om.

Efterprøves kan: at hændelserne er dem, der blev forseglet, uændrede, i rækkefølge, og at ingen mangler imellem dem; at de
er begyndelsen på det, som senere kontrolpunkter er underskrevet over. Ikke, at noget aldrig er blevet skrevet i sporet.
`

const tell = ({ holds, fails, open }: Verdict): string => {
  const lines = [
    ...holds.map((line) => `  holder: ${line}`),
    ...open.map((line) => `  uvist: ${line}`),
    ...fails.map((line) => `  holder ikke: ${line}`),
  ]
  const whole = open.length > 0 ? 'Det, der kan efterprøves, holder.' : 'Sporet holder.'
  return [...lines, fails.length > 0 ? 'Sporet holder ikke.' : whole, ''].join('\n')
}

const codeOf = ({ fails, open }: Verdict): number => (fails.length > 0 ? 1 : open.length > 0 ? 3 : 0)

const run = async (): Promise<string> => {
  const several = { type: 'string', multiple: true } as const
  const { values } = parseArgs({
    options: {
      export: { type: 'string' },
      checkpoint: several,
      'public-key': several,
      help: { type: 'boolean' },
    },
  })
  const { export: file, checkpoint = [], 'public-key': keyFiles = [] } = values
  if (values.help) return help
  if (!file || checkpoint.length === 0 || keyFiles.length === 0) throw new Error('noget mangler')
  const keys = keyFiles.flatMap((each) => readPublicKeys(readFileSync(each, 'utf8')))
  const lines = createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY })
  const verdict = await verifyExport(lines, checkpoint.flatMap(readCheckpoints), keys)
  process.exitCode = codeOf(verdict)
  return tell(verdict)
}

try {
  process.stdout.write(await run())
} catch {
  process.stderr.write('bo-godt: eksporten, et kontrolpunkt eller en nøgle kan ikke læses; se --help\n')
  process.exitCode = 2
}
