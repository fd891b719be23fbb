import { type Html, html } from '../../http/html.ts'
import { paragraphs } from '../../http/page.ts'
import type { Evaluation } from '../evaluation.ts'
import { chartOf, mark } from './chart.ts'
import { letter, type Row, rowsOf, sourcesOf } from './rows.ts'
import {
  changeInWords,
  courseOf,
  directionInWords,
  figure,
  hopeOf,
  type Indicator,
  type Observed,
} from './words.ts'

type Goal = Evaluation['goals'][number]

/** A number, with the letter of where it comes from. */
const sourced = (value: Html | string, source: string, indicator: Indicator): Html =>
  html`${value}<sup>${letter(sourcesOf(indicator).indexOf(source))}</sup>`

const pending = (text: string): Html => html`<span class="open">Afventer${text && `: ${text}`}</span>`
const missing = html`<span class="open">Mangler</span>`

const baselineCell = (indicator: Indicator, { baseline }: Row): Html => {
  if (!baseline) return html`<td><span class="open">Intet</span></td>`
  const { value, pendingText, source } = baseline
  const told = value === null ? pending(pendingText ?? '') : figure(value, indicator.unit)
  return html`<td>${sourced(told, source, indicator)}</td>`
}

const observedCells = (indicator: Indicator, observed: Observed | undefined): Html => {
  if (!observed) return html`<td>${missing}</td><td>–</td><td class="text">–</td>`
  const { value, source, changeSinceBaseline: change, direction } = observed
  const told = value === null ? pending('') : figure(value, indicator.unit)
  return html`<td>${sourced(told, source, indicator)}</td>
<td>${change === null ? '–' : changeInWords(change)}</td><td class="text">${directionInWords(direction)}</td>`
}

/** Where the areas are beside a comparator; what is pending or missing is not counted. */
const held = ({ observations }: Indicator, comparator: string, year: number): string => {
  const known = observations.flatMap(({ value }) => (value === null ? [] : [Number(value)]))
  const lower = known.filter((value) => value < Number(comparator)).length
  const higher = known.filter((value) => value > Number(comparator)).length
  return known.length === 0
    ? 'Årets tal mangler'
    : `I ${year} ligger ${lower} af ${known.length} områder lavere og ${higher} højere`
}

const comparatorRows = (indicator: Indicator, year: number): Html | false =>
  indicator.comparators.length > 0 &&
  html`<tbody><tr><th class="part" colspan="5" scope="rowgroup">Til sammenligning</th></tr>
${indicator.comparators.map(
  ({ label, value, source }, index) => html`<tr><th scope="row">${mark(index)}: ${label}</th>
<td>${sourced(figure(value, indicator.unit), source, indicator)}</td>
<td class="text" colspan="3">${held(indicator, value, year)}</td></tr>`,
)}</tbody>`

const table = (indicator: Indicator, year: number): Html => {
  const change = indicator.unit === 'percent' ? 'Ændring i procentpoint' : 'Ændring'
  const from = indicator.baselineYear ? ` ${indicator.baselineYear}` : ''
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="tabel-${indicator.indicatorId}">
<table><caption id="tabel-${indicator.indicatorId}">${indicator.name}: udgangspunkt${from} og ${year}</caption>
<thead><tr><th scope="col">Område</th><th scope="col">Udgangspunkt${from}</th><th scope="col">${year}</th>
<th scope="col">${change}</th><th scope="col" class="text">Retning</th></tr></thead>
<tbody>${rowsOf(indicator).map(
    (row) => html`<tr><th scope="row">${row.label}</th>${baselineCell(indicator, row)}
${observedCells(indicator, row.observed)}</tr>`,
  )}</tbody>${comparatorRows(indicator, year)}</table></div>`
}

const legend = (indicator: Indicator, year: number, from: string): Html =>
  html`<figcaption>Cirkel: udgangspunkt. Fyldt rude: ${year}.${indicator.comparators.map(
    ({ label, value }, index) => html` Linje ${mark(index)}: ${label}, ${figure(value, indicator.unit)}.`,
  )}${from !== '0' && ` Aksen begynder ved ${figure(from, indicator.unit)}.`}</figcaption>`

const chartPart = (indicator: Indicator, year: number): Html | null => {
  const chart = chartOf(indicator, year)
  return (
    chart &&
    html`<figure><div class="scroll" role="region" tabindex="0" aria-label="Diagram: ${indicator.name}">${chart.drawing}</div>
${legend(indicator, year, chart.from)}</figure>`
  )
}

const sources = (indicator: Indicator): Html => {
  const noted = indicator.observations.filter(({ note }) => note !== null)
  return html`<p class="sources"><strong>Kilder.</strong> ${sourcesOf(indicator).map(
    (source, index) => html`<sup>${letter(index)}</sup> ${source.replace(/\.$/, '')}. `,
  )}</p>${noted.map(({ label, note }) => html`<p class="sources"><strong>Om ${label}.</strong> ${note}</p>`)}`
}

const indicatorPart = (indicator: Indicator, year: number): Html => html`<h3>${indicator.name}</h3>
<p class="course"><strong>${courseOf(indicator)}</strong> ${hopeOf(indicator)}</p>
${chartPart(indicator, year)}${table(indicator, year)}${sources(indicator)}`

/** One goal: what was meant, where it is, compared with what, what that rests on, and what the coordinator says. */
export const goalPart = (goal: Goal, number: number, year: number): Html =>
  html`<section class="goal" id="${goal.goalId}" aria-labelledby="${goal.goalId}-navn">
<h2 id="${goal.goalId}-navn">Delmål ${number}: ${goal.name}</h2>
${goal.indicators.map((indicator) => indicatorPart(indicator, year))}
<div class="comment"><h3>Koordinatorens bemærkninger</h3>
${goal.comment === null ? html`<p class="open">Ingen bemærkninger.</p>` : paragraphs(goal.comment)}</div>
</section>`
