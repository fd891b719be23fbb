import { type Html, html } from '../../http/html.ts'
import { dateInWords } from '../../kernel/calendar.ts'
import { codelists } from '../../kernel/codes.ts'
import type { Evaluation } from '../evaluation.ts'
import { agreementPart } from './agreement.ts'
import { countsPart } from './counts.ts'
import { goalPart } from './goal.ts'
import { style } from './style.ts'
import { courseOf, figure, type Indicator } from './words.ts'

/** Where the evaluation is on its way, in a sentence. */
const stateInWords = ({ state, presentation, approval }: Evaluation): string => {
  if (approval)
    return `Bestyrelsen godkendte evalueringen ${dateInWords(approval.at)}. Den ligger fast som den var.`
  if (presentation === null) return 'Evalueringen er ikke forelagt bestyrelsen og kan stadig ændre sig.'
  return state === 'presented'
    ? `Evalueringen blev forelagt bestyrelsen ${dateInWords(presentation.at)} og er ikke godkendt endnu.`
    : `Evalueringen blev forelagt bestyrelsen ${dateInWords(presentation.at)}, er ændret siden og skal forelægges igen.`
}

/** One number where there is one; else how many there are. */
const inShort = (figures: { value: string | null }[], { unit }: Indicator, expected: number): string => {
  const known = figures.flatMap(({ value }) => (value === null ? [] : [value]))
  const [first] = known
  if (first === undefined) return figures.length > 0 ? 'Afventer' : 'Mangler'
  return expected === 1 ? figure(first, unit) : `Kendt for ${known.length} af ${expected}`
}

const overviewRow = (goal: Evaluation['goals'][number], number: number): Html[] =>
  goal.indicators.map((indicator) => {
    const { baselines, observations } = indicator
    const expected = Math.max(1, baselines.length)
    return html`<tr><th scope="row"><a href="#${goal.goalId}">${number}. ${goal.name}</a></th><td class="text">${indicator.name}</td>
<td class="text">${inShort(baselines, indicator, expected)}</td><td class="text">${inShort(observations, indicator, expected)}</td>
<td class="text">${courseOf(indicator)}</td></tr>`
  })

const overview = ({
  goals,
  year,
}: Evaluation): Html => html`<section aria-labelledby="overblik"><h2 id="overblik">Overblik</h2>
<div class="scroll" role="region" tabindex="0" aria-labelledby="overblik-tabel">
<table><caption id="overblik-tabel">Delmålene, og hvor de står i ${year}</caption>
<thead><tr><th scope="col">Delmål</th>${['Indikator', 'Udgangspunkt', year, 'Udvikling'].map((name) => html`<th scope="col" class="text">${name}</th>`)}</tr></thead>
<tbody>${goals.map((goal, index) => overviewRow(goal, index + 1))}</tbody></table></div>
<p>Et tal, der <em>afventer</em>, er ikke opgjort endnu, og et, der <em>mangler</em>, er ikke indberettet. Ingen af dem er nul, og
ingen af dem tæller med i udviklingen. Ændringer er regnet fra hvert områdes eget udgangspunkt.</p></section>`

const head = ({ year, state, agreement, contentHash, ...rest }: Evaluation): Html => html`<header>
<p class="agreement">${agreement.title}</p>
<h1>Årsevaluering ${year}</h1>
<div class="state"><p><strong>${codelists.evaluationState[state]}.</strong> ${stateInWords({ year, state, agreement, contentHash, ...rest })}</p>
<p class="hash">Indholdets fingeraftryk (SHA-256): <code>${contentHash}</code></p></div>
</header>`

/** The evaluation as a page for the board: to be read on a screen, on paper and aloud, without a script. */
export const pageOf = (evaluation: Evaluation): string => {
  const { year, state, goals } = evaluation
  return html`<!doctype html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Årsevaluering ${year} – ${codelists.evaluationState[state]}</title>${style}</head>
<body>${head(evaluation)}<main>${overview(evaluation)}
${goals.map((goal, index) => goalPart(goal, index + 1, year))}
${countsPart(evaluation)}${agreementPart(evaluation)}</main></body></html>`.markup
}
