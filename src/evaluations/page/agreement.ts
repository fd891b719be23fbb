import { type Html, html } from '../../http/html.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import type { Evaluation } from '../evaluation.ts'

type Agreement = Evaluation['agreement']

const activities = ({
  activities,
}: Agreement): Html => html`<div class="scroll whole" role="region" tabindex="0" aria-labelledby="aktiviteter">
<table><caption id="aktiviteter">Aktiviteter, der skal bidrage til delmålene</caption>
<thead><tr><th scope="col">Aktivitet</th><th scope="col">Timer om ugen</th><th scope="col" class="text">Formål</th></tr></thead>
<tbody>${activities.map(
  ({ name, hoursPerWeek, purpose }) => html`<tr><th scope="row">${name}</th><td>${hoursPerWeek}</td>
<td class="text"><ul>${purpose.map((each) => html`<li>${each}</li>`)}</ul></td></tr>`,
)}</tbody></table></div>`

const revisions = ({ revisions }: Agreement): Html =>
  revisions.length === 0
    ? html`<p>Bestyrelsen har ikke ændret aftalen.</p>`
    : html`<ul>${revisions.map(({ decidedOn, text }) => html`<li><strong>${dateInWords(decidedOn)}:</strong> ${text}</li>`)}</ul>`

/** What was agreed, and what the board has changed of it since. */
export const agreementPart = ({ agreement }: Evaluation): Html => html`<section aria-labelledby="aftalen">
<h2 id="aftalen">Det, der blev aftalt</h2>
<p>${agreement.title} gælder fra ${dateInWords(agreement.validFrom)} til og med ${dateInWords(agreement.validTo)}.</p>
${activities(agreement)}
<h3>Ændringer af aftalen</h3>
${revisions(agreement)}
</section>`
