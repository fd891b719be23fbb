import { type Html, html } from '../../http/html.ts'
import { catalogue } from '../../statistics/lookups.ts'
import type { Evaluation } from '../evaluation.ts'

type Table = Evaluation['counts'][number]
type Value = Table['dimensions'][number]['values'][number]

/** `2026-Q3` as people say it. */
const periodInWords = (period: string): string => period.replace(/^(\d+)-Q(\d)$/, '$2. kvartal $1')

/** How deep a value lies below the total: `parent` tells the hierarchy. */
const depthOf = (values: Value[], { parent }: Value): number => {
  const above = values.find(({ id }) => id === parent)
  return above ? 1 + depthOf(values, above) : 0
}

const cell = ({ cells }: Table, chosen: Record<string, string>): Html => {
  const found = cells.find((each) => Object.entries(chosen).every(([name, id]) => each[name] === id))
  if (!found) return html`<td>–</td>`
  return found.households === null
    ? html`<td class="hidden">skjult</td>`
    : html`<td>${found.households.toLocaleString('da-DK')}</td>`
}

/** The values of a dimension in any of these tables, each once. */
const valuesOf = (tables: Table[], dimension: number): Value[] => [
  ...new Map(
    tables.flatMap(({ dimensions }) => dimensions[dimension]?.values ?? []).map((value) => [value.id, value]),
  ).values(),
]

/** One period: the first dimension goes down and the second across. */
const body = (table: Table, columns: Value[], isOneOfMany: boolean): Html => {
  const [down, across] = table.dimensions
  const rows = down?.values ?? []
  const chosen = (row: Value, column: Value) => ({
    ...(down && { [down.id]: row.id }),
    ...(across && { [across.id]: column.id }),
  })
  return html`<tbody>${
    isOneOfMany &&
    html`<tr><th class="part" colspan="${columns.length + 1}" scope="rowgroup">${periodInWords(table.period)}</th></tr>`
  }${rows.map(
    (row) => html`<tr><th scope="row" class="depth-${depthOf(rows, row)}">${row.label}</th>
${columns.map((column) => cell(table, chosen(row, column)))}</tr>`,
  )}</tbody>`
}

/** The year where it is published, else the quarters there are. */
const tablePart = (id: string, all: Table[], year: number): Html => {
  const ofYear = all.filter(({ period }) => period === String(year))
  const shown = ofYear.length > 0 ? ofYear : all
  const columns = valuesOf(shown, 1)
  const [down, across] = shown[0]?.dimensions ?? []
  const title = catalogue.find((table) => table.id === id)?.title ?? id
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="tal-${id}">
<table class="counts"><caption id="tal-${id}">${title}, ${year}<br><span class="by">${across?.label ?? ''}</span></caption>
<thead><tr><th scope="col">${down?.label ?? ''}</th>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
${shown.map((table) => body(table, columns, shown.length > 1 || ofYear.length === 0))}</table></div>`
}

const hiddenIn = (tables: Table[]) => {
  const cells = tables.flatMap((table) => table.cells)
  return `${cells.filter(({ hidden }) => hidden).length} af ${cells.length}`
}

const why = ({
  counts,
}: Evaluation): Html => html`<p>Tallene er husstande, ikke sager eller klager, og en husstand tælles én gang
i hver tabel og periode. Er året ikke slut, står kvartalerne hver for sig; en husstand kan stå i flere. ${hiddenIn(counts)}
offentliggjorte tal er skjult: når et tal er så lille, at det kunne fortælle om enkelte husstande, når det næsten er hele
gruppen, eller når et skjult tal ellers kunne regnes ud af de andre. Det samme ord står alle steder, og et skjult tal kan også
være nul. Små afdelinger er lagt sammen under »Øvrige afdelinger«.</p>`

const withheld = ({ withheld }: Evaluation): Html | false =>
  withheld.length > 0 &&
  html`<h3>Tabeller, der ikke kunne offentliggøres</h3><ul>${withheld.map(
    ({ table, period, reason }) =>
      html`<li>${catalogue.find(({ id }) => id === table)?.title ?? table}, ${periodInWords(period)}: ${reason}</li>`,
  )}</ul>`

/**
 * What Bo Godt itself has counted, as it was published. None of the agreement's indicators is made from it, so it stands
 * beside the goals.
 */
export const countsPart = (evaluation: Evaluation): Html => {
  const { counts, year } = evaluation
  const ids = [...new Set(counts.map(({ table }) => table))]
  const ofTable = (id: string) => counts.filter(({ table }) => table === id)
  return html`<section aria-labelledby="tal"><h2 id="tal">Bo Godts egne tal</h2>
<p>Delaftalens indikatorer opgøres af boligorganisationerne, Landsbyggefonden og kommunen. Ingen af dem regnes ud af Bo Godts
egne tal, som derfor står for sig selv: de viser, hvor mange husstande arbejdet har omfattet.</p>
${counts.length === 0 ? html`<p class="open">Der er ikke offentliggjort tal for ${year}.</p>` : why(evaluation)}
${ids.map((id) => tablePart(id, ofTable(id), year))}${withheld(evaluation)}</section>`
}
