import { type Html, html } from '../../http/html.ts'
import { paragraphs } from '../../http/page.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Access } from '../access.ts'
import type { Content } from '../schemas/content.ts'
import { casesPart } from './cases.ts'
import { complaintsPart } from './complaints.ts'
import { consentsPart, disclosuresPart } from './consents.ts'
import { omittedPart } from './omitted.ts'
import { style } from './style.ts'
import { departmentOf, facts, organisationOf, said, section, table } from './words.ts'

export { contentSecurityPolicy } from './style.ts'

const personPart = (content: Content): Html => {
  const { person, tenancy } = content
  return section(
    'dig',
    'Dig og din bolig',
    facts([
      ['Navn', person.name],
      ['Fødselsår', person.birthYear],
      ['Telefon', person.phone],
      ['Beskyttet adresse', person.protectedAddress ? 'Ja. Kun din boligorganisation kan se den.' : 'Nej'],
      ['Udlejerens nummer for dig', person.externalKey ?? false],
      ['Adresse', `${tenancy.address}, ${tenancy.dwelling}`],
      ['Boligafdeling', departmentOf(content, tenancy.departmentId)],
      ['Flyttet ind', dateInWords(tenancy.movedInOn)],
      ['Flyttet ud', tenancy.movedOutOn !== null && dateInWords(tenancy.movedOutOn)],
      ['Udlejerens nummer for lejemålet', tenancy.externalKey ?? false],
    ]),
  )
}

const looksPart = (content: Content): Html =>
  section(
    'opslag',
    'Hvornår nogen har set på dine oplysninger',
    html`<p>Hver gang nogen ser på eller ændrer noget om dig, bliver det skrevet ned og kan ikke slettes af dem, der gjorde det.
Du får dato, formål og hvis medarbejder eller system det var, men normalt ikke medarbejderes navne.</p>`,
    table({
      id: 'opslag-tabel',
      caption: 'Opslag',
      columns: ['Dato', 'Formål', 'Hvem', 'Antal'],
      rows: content.accessLog.map(({ on, purpose, organisationId, system, times }) => [
        dateInWords(on),
        said('purpose', purpose),
        html`${organisationOf(content, organisationId)}${system ? `, systemet ${system}` : null}`,
        times,
      ]),
      none: 'Ingen har set på dine oplysninger.',
    }),
  )

const units: Record<string, [string, string]> = {
  ...{ Y: ['år', 'år'], M: ['måned', 'måneder'], D: ['dag', 'dage'] },
}

/** `P18M` as `18 måneder`. */
const duration = (keep: string): string => {
  const [, count = '', unit = ''] = /^P(\d+)([YMD])$/.exec(keep) ?? []
  const [one, many] = units[unit] ?? [keep, keep]
  return `${count} ${count === '1' ? one : many}`.trim()
}

const retentionPart = (content: Content): Html =>
  section(
    'opbevaring',
    'Hvor længe vi gemmer det',
    table({
      id: 'opbevaring-tabel',
      caption: 'Opbevaring',
      columns: ['Hvad', 'Hvor længe', 'Regnet fra', 'Hvorfor'],
      rows: content.retention.map(({ kind, keep, countsFrom, legalBasis }) => [
        said('retentionKind', kind),
        duration(keep),
        countsFrom,
        legalBasis,
      ]),
      none: 'Der er ikke fastsat en tid.',
    }),
  )

const complaining = html`<p>Er du ikke tilfreds, kan du tale med databeskyttelsesrådgiveren, og du kan klage til Datatilsynet
(datatilsynet.dk).</p>`

const rightsPart = section(
  'rettigheder',
  'Det har du ret til',
  html`<p>Oplysningerne kommer fra dig selv, fra boligorganisationen, kommunens socialafdeling og den boligsociale helhedsplan og fra
naboer, der har klaget. De bruges til at behandle klager og, når du har sagt ja, til at hjælpe dig med at blive boende. Der tages
ingen afgørelser om dig af en maskine.</p>
<ul><li>Er noget forkert, kan du få det rettet.</li>
<li>Du kan trække et samtykke tilbage når som helst.</li>
<li>Du kan i nogle tilfælde få noget slettet, gøre indsigelse, eller få os til at lade være med at bruge det.</li>
<li>Klager, som du selv har skrevet om andre, står ikke her. Dem får du hos din boligorganisation.</li></ul>`,
  complaining,
)

const refusalOf = ({ log }: Access): string | null =>
  log.find(({ kind }) => kind === 'refusal')?.reason ?? null
const extensionOf = ({ log }: Access) => log.find(({ kind }) => kind === 'extension')

/** Where the request is on its way, in a sentence. */
const stateInWords = (access: Access): Html => {
  const { state, settledAt, dueOn } = access
  if (settledAt === null)
    return html`<p><strong>Udkast, ikke udleveret.</strong> ${said('subjectAccessState', state)}. Svaret skal gives senest ${dateInWords(dueOn)}.</p>`
  return state === 'released'
    ? html`<p><strong>Udleveret ${dateInWords(settledAt)}.</strong> Her står det, som det var den dag.</p>`
    : html`<p><strong>Afslået ${dateInWords(settledAt)}.</strong></p>${paragraphs(refusalOf(access) ?? '')}`
}

const extensionPart = (access: Access): Html | false => {
  const extension = extensionOf(access)
  return (
    extension !== undefined &&
    html`<p>Fristen blev forlænget ${dateInWords(extension.at)}: ${extension.reason}</p>`
  )
}

const head = (
  access: Access,
): Html => html`<header><p class="about">Bo Godt · svar på din anmodning om indsigt</p>
<h1>Dine oplysninger i Bo Godt</h1>
<div class="state${access.state !== 'released' && ' draft'}">${stateInWords(access)}${extensionPart(access)}
${access.contentHash !== null && html`<p class="hash">Indholdets fingeraftryk (SHA-256): <code>${access.contentHash}</code></p>`}</div>
<p>Du bad den ${dateInWords(access.receivedOn)} om at få at vide, hvad der står om dig i Bo Godt. Bo Godt er det system, som
boligorganisationen, kommunens socialafdeling og den boligsociale helhedsplan bruger, når de arbejder sammen.</p></header>`

const body = (access: Access): Html => {
  const { content } = access
  if (content === null)
    return html`${access.state === 'released' && html`<p>Det, der blev udleveret, er slettet igen, fordi det ikke længere skal gemmes.</p>`}${complaining}`
  return html`${personPart(content)}${complaintsPart(content)}${casesPart(content)}${consentsPart(content)}
${disclosuresPart(content)}${looksPart(content)}${omittedPart(access)}${retentionPart(content)}${rightsPart}`
}

/** What a resident is given, in plain words: to be read on a screen, on paper and aloud, without a script. */
export const pageOf = (access: Access): string =>
  html`<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Dine oplysninger i Bo Godt – ${said('subjectAccessState', access.state)}</title>${style}</head>
<body>${head(access)}<main>${body(access)}</main></body></html>`.markup
