import { type Html, html } from '../../http/html.ts'
import { paragraphs } from '../../http/page.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Content } from '../schemas/content.ts'
import { facts, listed, organisationOf, said, section, table } from './words.ts'

type Consent = Content['consents'][number]

const caseOf = ({ cases }: Content, caseId: string | null): string =>
  cases.find(({ id }) => id === caseId)?.reference ?? '–'

const consent = (content: Content, it: Consent): Html => html`<article aria-labelledby="c-${it.id}">
<h3 id="c-${it.id}">${it.response === 'given' ? 'Ja' : 'Nej'}, ${dateInWords(it.givenAt)}</h3>
${facts([
  ['Sag', caseOf(content, it.caseId)],
  [
    'Svaret gav',
    `${said('consentGivenBy', it.givenBy)} (${said('consentChannel', it.channel).toLowerCase()}${it.interpreter ? ', med tolk' : ''})`,
  ],
  ['Til hvad', it.purpose],
  [
    'Hvem der måtte få noget at vide',
    it.recipientOrganisationIds.length > 0 &&
      listed(it.recipientOrganisationIds.map((id) => organisationOf(content, id))),
  ],
  [
    'Om hvad',
    it.dataCategories.length > 0 &&
      listed(it.dataCategories.map((code) => said('dataCategory', code).toLowerCase())),
  ],
  ['Tages op igen senest', it.response === 'given' && dateInWords(it.reviewOn)],
  ['Bekræftet skriftligt', it.confirmedInWritingOn !== null && dateInWords(it.confirmedInWritingOn)],
  ['Trukket tilbage', it.withdrawnAt !== null && html`${dateInWords(it.withdrawnAt)} ${it.withdrawalReason}`],
  [
    'Erklæret ugyldigt',
    it.invalidatedAt !== null && html`${dateInWords(it.invalidatedAt)} ${it.invalidationReason}`,
  ],
  ['Note', it.note !== null && paragraphs(it.note)],
  ['Du fik læst op', `Tekst ${it.informationTextVersion}, som står nedenfor`],
])}</article>`

const information = ({ informationTexts }: Content): Html[] =>
  informationTexts.map(
    ({ version, text }) =>
      html`<h3>Det, der blev læst op: tekst ${version}</h3><blockquote>${paragraphs(text)}</blockquote>`,
  )

/** What the resident has answered, and what was said before. */
export const consentsPart = (content: Content): Html =>
  section(
    'samtykker',
    'Dine svar på, om vi må tale sammen om dig',
    html`<p>Vi må kun tale sammen om dig på tværs, hvis du siger ja. Du kan altid trække et ja tilbage, og du kan sige det til
hvem som helst af os.</p>`,
    content.consents.length === 0 && html`<p class="open">Du er ikke blevet spurgt endnu.</p>`,
    content.consents.map((each) => consent(content, each)),
    information(content),
  )

const shown = (content: Content): Html =>
  table({
    id: 'set-paa-samtykke',
    caption: 'Hvem der har set noget, fordi du sagde ja',
    columns: ['Dato', 'Hvem', 'Sag'],
    rows: content.disclosures.map(({ on, organisationId, caseId }) => [
      dateInWords(on),
      organisationOf(content, organisationId),
      caseOf(content, caseId),
    ]),
    none: 'Ingen har set noget på grundlag af dit samtykke.',
  })

const discussed = (content: Content): Html =>
  table({
    id: 'droeftet',
    caption: 'Møder, hvor der blev talt om dig',
    columns: ['Dato', 'Hvem der fik noget at vide', 'Om hvad', 'Sag'],
    rows: content.discussions.map(({ on, organisationId, dataCategory, caseId }) => [
      dateInWords(on),
      organisationOf(content, organisationId),
      said('dataCategory', dataCategory),
      caseOf(content, caseId),
    ]),
    none: 'Der er ikke talt om dig på et møde.',
  })

const sent = (content: Content): Html =>
  table({
    id: 'systemer',
    caption: 'Beskeder til parternes egne systemer',
    columns: ['Dato', 'Hvis system', 'Hvad der skete', 'Sag'],
    rows: content.deliveries.map(({ at, organisationId, event, caseId }) => [
      dateInWords(at),
      organisationOf(content, organisationId),
      said('webhookEvent', event),
      caseOf(content, caseId),
    ]),
    none: 'Der er ikke sendt beskeder om dig til andre systemer de sidste 30 dage.',
  })

/** To whom anything was passed on, and on what. */
export const disclosuresPart = (content: Content): Html =>
  section(
    'videregivet',
    'Hvem der har fået noget at vide',
    shown(content),
    discussed(content),
    html`<p>En besked til et system siger kun, at der er sket noget, og ikke hvad der står. Vi gemmer listen i 30 dage.</p>`,
    sent(content),
  )
