import { type Html, html, type Part } from '../../http/html.ts'
import { paragraphs } from '../../http/page.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Content } from '../schemas/content.ts'
import { facts, organisationOf, said, section, table } from './words.ts'

type Case = Content['cases'][number]

const leftOut = html`<span class="open">Udeladt, fordi det også handler om en anden i husstanden</span>`
const written = (text: string | null): Part => (text === null ? leftOut : paragraphs(text))

const entries = (content: Content, { id, reference, entries }: Case): Html =>
  table({
    id: `notater-${id}`,
    caption: `Notater i sag ${reference}`,
    columns: ['Dato', 'Skrevet af', 'Om', 'Det, der står'],
    rows: entries.map((entry) => [
      dateInWords(entry.occurredAt),
      html`${organisationOf(content, entry.organisationId)}<br>${said('entryKind', entry.kind)}${entry.supersedes !== null && ', rettet udgave'}`,
      html`${said('dataCategory', entry.dataCategory)}<br>Grundlag: ${said('legalBasis', entry.legalBasis).toLowerCase()}`,
      written(entry.text),
    ]),
    none: 'Der er ingen notater om dig.',
  })

const moves = ({ id, reference, moves }: Case): Html =>
  table({
    id: `forloeb-${id}`,
    caption: `Hvad der er sket med sag ${reference}`,
    columns: ['Dato', 'Hvad', 'Hvorfor'],
    rows: moves.map(({ at, kind, outcome, reason }) => [
      dateInWords(at),
      html`${said('caseMove', kind)}${outcome !== null && `: ${said('caseOutcome', outcome)}`}`,
      reason !== null && paragraphs(reason),
    ]),
    none: 'Sagen er ikke sat på pause, givet videre eller afsluttet.',
  })

const actions = (content: Content, { id, reference, actions }: Case): Html =>
  table({
    id: `aftaler-${id}`,
    caption: `Det, der er aftalt i sag ${reference}`,
    columns: ['Frist', 'Aftalt af', 'Hvad', 'Hvordan det gik'],
    rows: actions.map(({ dueOn, organisationId, title, method, status, completedOn, note }) => [
      dateInWords(dueOn),
      organisationOf(content, organisationId),
      html`${title ?? leftOut}<br>${said('actionMethod', method)}`,
      html`${said('actionStatus', status)}${completedOn !== null && ` ${dateInWords(completedOn)}`}${note !== null && paragraphs(note)}`,
    ]),
    none: 'Der er ikke aftalt noget.',
  })

const emergencies = (content: Content, { id, reference, emergencies }: Case): Html | false =>
  emergencies.length > 0 &&
  table({
    id: `noedadgang-${id}`,
    caption: `Nødadgange til sag ${reference}`,
    columns: ['Dato', 'Hvem', 'Hvorfor', 'Efter gennemgang'],
    rows: emergencies.map(({ grantedAt, organisationId, legalBasis, reason, outcome }) => [
      dateInWords(grantedAt),
      organisationOf(content, organisationId),
      html`${said('emergencyBasis', legalBasis)}${written(reason)}`,
      outcome === null ? 'Ikke gennemgået endnu' : said('emergencyOutcome', outcome),
    ]),
    none: '',
  })

const caseWithin = (content: Content, it: Case): Html => html`<article aria-labelledby="s-${it.id}">
<h3 id="s-${it.id}">Sag ${it.reference}: ${said('caseTheme', it.theme)}</h3>
${facts([
  ['Åbnet', dateInWords(it.openedAt)],
  ['Ejes af', organisationOf(content, it.organisationId)],
  ['Det, sagen handler om', written(it.problem)],
  [
    'Afsluttet',
    it.closedOn !== null &&
      html`${dateInWords(it.closedOn)}${it.outcome !== null && `: ${said('caseOutcome', it.outcome)}`}`,
  ],
])}${entries(content, it)}${actions(content, it)}${moves(it)}${emergencies(content, it)}</article>`

/** The cases that the resident is in, with what every party has written in them. */
export const casesPart = (content: Content): Html =>
  section(
    'sager',
    'Sager om dig',
    html`<p>En sag er det, vi samarbejder med dig om. Her er det, som alle parter har skrevet om dig.</p>`,
    content.cases.length === 0 && html`<p class="open">Der er ingen sager om dig.</p>`,
    content.cases.map((each) => caseWithin(content, each)),
  )
