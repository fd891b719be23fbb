import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import type { Publication } from '../statistics/disclosure/publication.ts'
import { verify } from '../statistics/disclosure/verify.ts'

const help = `npm run statistics:verify -- --file <beviser.json>

Efterprøver, at ingen følsomme tal i en offentliggørelse kan regnes ud. Der bruges kun hele tal og ingen ligningsløser.
Svaret er 0, når den holder, 1, når den ikke holder, og 2, når filen ikke kan læses.

Filen er svaret på GET /statistics/publications/{id}/certificates, eller et enkelt bevis derfra:
  format        "bo-godt-disclosure/1"
  rule          { threshold, nearParent, nearParentLow: "zero" | "apart" }: tal fra 1 til under threshold er følsomme,
                og tal, der mangler højst nearParent i at være hele gruppen
  cells         [{ id, value, hidden, parents }]: alle celler i alle tabeller, der er offentliggjort; value er null for
                skjulte celler, medmindre de sande tal er med; parents er de grupper, som cellen er en del af
  relations     [{ terms: [[celle, faktor]], atLeast, atMost }]: det, som alle ved om tallene; null er ingen grænse
  sensitive     [{ cell, small, nearTo }]: de følsomme celler, og hvorfor
  certificates  [{ celle: tal }]: andre tabeller over de skjulte celler, som passer lige så godt med det offentliggjorte
  insiders      [{ id, knows: [celle], certificates }]: hvem der kender egne tal, og tabeller, der passer med dem

For hver følsom celle skal der være et bevis, hvor den er 0, og et, hvor den er mindst threshold; for en celle, der
næsten er hele sin gruppe, også et, hvor gruppen er mindst threshold større. Er de sande tal ikke med, må man stole på,
hvilke skjulte celler der er følsomme, og det, som insidere ved, kan ikke efterprøves.
`

const arrays = ['cells', 'relations', 'sensitive', 'certificates', 'insiders'] as const

interface Named {
  id: string
  publication: Publication
}

const checked = (publication: Publication): Publication => {
  if (publication?.format !== 'bo-godt-disclosure/1') throw new Error('ukendt format')
  if (!publication.rule || !arrays.every((name) => Array.isArray(publication[name])))
    throw new Error('mangler noget')
  return publication
}

const read = (file: string): Named[] => {
  const content = JSON.parse(readFileSync(file, 'utf8'))
  if (!Array.isArray(content?.tables)) return [{ id: 'Tabellen', publication: checked(content) }]
  if (content.tables.length === 0) throw new Error('ingen tabeller')
  return content.tables.map((table: { id: string; proof: Publication }) => ({
    ...{ id: table.id, publication: checked(table.proof) },
  }))
}

const report = ({ id, publication }: Named): string[] => {
  const failures = verify(publication)
  const { rule, cells, sensitive, certificates, insiders } = publication
  const hidden = cells.filter((cell) => cell.hidden).length
  const all = cells.every(({ value }) => value !== null)
  if (failures.length > 0) process.exitCode = 1
  return [
    `${id}: ${cells.length} celler, ${hidden} skjulte, ${sensitive.length} følsomme, ${certificates.length} beviser; følsomt er 1 til ${rule.threshold - 1}`,
    all
      ? `De sande tal er med, og ${insiders.length} insidere er efterprøvet.`
      : 'De sande tal er ikke med: hvilke skjulte celler der er følsomme, og det, som insidere ved, er ikke efterprøvet.',
    ...failures.map((failure) => `- ${failure}`),
    failures.length > 0 ? `Den holder ikke: ${failures.length} fejl.` : 'Den holder.',
  ]
}

const unreadable = () => {
  process.stderr.write('bo-godt: filen kan ikke læses som en offentliggørelse; se --help\n')
  process.exitCode = 2
}

const run = (): string => {
  const { values } = parseArgs({ options: { file: { type: 'string' }, help: { type: 'boolean' } } })
  if (values.help) return help
  return `${read(values.file ?? '')
    .flatMap(report)
    .join('\n')}\n`
}

try {
  process.stdout.write(run())
} catch {
  unreadable()
}
