import { type Html, html } from '../../http/html.ts'
import { paragraphs } from '../../http/page.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Content } from '../schemas/content.ts'
import { departmentOf, facts, said, section } from './words.ts'

type Complaint = Content['naboklager'][number]

const written = (text: string | null) => text !== null && paragraphs(text)

const step = ({ kind, on, outcome, note, overrideReason }: Complaint['steps'][number]): Html =>
  html`<li>${dateInWords(on)}: ${said('naboklageStepKind', kind)}${outcome !== null && ` (${said('naboklageOutcome', outcome)})`}
${written(note)}${written(overrideReason)}</li>`

const complaint = (content: Content, it: Complaint): Html => html`<article aria-labelledby="k-${it.id}">
<h3 id="k-${it.id}">Klage ${it.reference}: ${said('naboklageCategory', it.category)}</h3>
${facts([
  ['Hvornår det skete', dateInWords(it.occurredAt)],
  ['Modtaget', it.receivedAt !== null && dateInWords(it.receivedAt)],
  ['Boligafdeling', departmentOf(content, it.departmentId)],
  ['Hvor langt klagen er', said('naboklageStatus', it.status)],
  ['Det, der er klaget over', written(it.description)],
  ['Sted', it.place],
  ['Kort fortalt til sagens parter', written(it.sharedSummary)],
  ['Hvad der er gjort', it.steps.length > 0 && html`<ul>${it.steps.map(step)}</ul>`],
])}</article>`

/** Complaints about the household. Who complained is never among them. */
export const complaintsPart = (content: Content): Html =>
  section(
    'klager',
    'Klager over din husstand',
    html`<p>Boligorganisationen har pligt til at behandle klager mellem naboer. Den, der klager, får lov at være fortrolig, og
derfor kan du ikke se her, hvem der har klaget. En medarbejder har læst teksterne og taget det ud, der kunne røbe det.</p>`,
    content.naboklager.length === 0 && html`<p class="open">Der er ingen klager over din husstand.</p>`,
    content.naboklager.map((each) => complaint(content, each)),
  )
