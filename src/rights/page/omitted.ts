import { type Html, html } from '../../http/html.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Access } from '../access.ts'
import { said, section, table } from './words.ts'

const fields: Record<string, string> = {
  complainant: 'hvem der har klaget',
  description: 'det, der er klaget over',
  place: 'stedet',
  sharedSummary: 'det, der er fortalt kort',
  notes: 'noter til det, der er gjort',
  formerVersions: 'tidligere udgaver af teksten',
  problem: 'det, sagen handler om',
  text: 'teksten',
  reason: 'begrundelsen',
  title: 'det, der er aftalt',
  purpose: 'det, du blev spurgt om',
  note: 'noten',
  withdrawalReason: 'begrundelsen',
  invalidationReason: 'begrundelsen',
}

const fieldOf = (field: string): string => {
  const [, step] = /^steps\.(\d+)\./.exec(field) ?? []
  return step ? `note til skridt ${step}` : (fields[field] ?? field)
}

/** Where each record stands on the page. */
const placesOf = ({ content }: Access): Map<string, string> => {
  const { naboklager = [], cases = [], consents = [] } = content ?? {}
  const within = cases.flatMap(({ reference, entries, moves, actions, emergencies }) => [
    ...entries.map(({ id }): [string, string] => [id, `Notat i sag ${reference}`]),
    ...actions.map(({ id }): [string, string] => [id, `Aftale i sag ${reference}`]),
    ...[...moves, ...emergencies].map(({ id }): [string, string] => [id, `Sag ${reference}`]),
  ])
  return new Map([
    ...naboklager.map(({ id, reference }): [string, string] => [id, `Klage ${reference}`]),
    ...cases.map(({ id, reference }): [string, string] => [id, `Sag ${reference}`]),
    ...consents.map(({ id, givenAt }): [string, string] => [id, `Svar ${dateInWords(givenAt)}`]),
    ...within,
  ])
}

/** That something is left out is told, and why; what it was is not. */
export const omittedPart = (access: Access): Html => {
  const places = placesOf(access)
  return section(
    'udeladt',
    'Det, vi har udeladt, og hvorfor',
    html`<p>Du har ret til at se dine egne oplysninger, men ikke andres. Der, hvor der står <em>[udeladt]</em>, eller hvor en tekst
mangler, er det af en af disse grunde.</p>`,
    table({
      id: 'udeladt-tabel',
      caption: 'Udeladt',
      columns: ['Hvor', 'Hvad', 'Hvorfor'],
      rows: access.redactions.map(({ recordId, field, reason }) => [
        places.get(recordId) ?? 'Andet',
        fieldOf(field),
        said('redactionReason', reason),
      ]),
      none: 'Der er ikke udeladt noget.',
    }),
  )
}
