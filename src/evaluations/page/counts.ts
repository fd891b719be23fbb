import { type Html, html } from '../../http/html.ts'
import type { Evaluation } from '../evaluation.ts'

type Table = Evaluation['counts'][number]
type Value = Table['dimensions'][number]['values'][number]

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

const only: Value[] = [{ id: '', label: 'Husstande', parent: null }]

/** The first dimension goes down and the second across. */
const tablePart = (table: Table): Html => {
  const [down, across] = table.dimensions
  const id = `tal-${table.table}-${table.period}`
  const title = typeof table.title === 'string' ? table.title : table.table
  const columns = across?.values ?? only
  const chosen = (row: Value, column: Value) => ({
    ...(down && { [down.id]: row.id }),
    ...(across && { [across.id]: column.id }),
  })
  return html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id}">
<table class="counts"><caption id="${id}">${title}, ${table.period.replace('-Q', ', kvartal ')}</caption>
<thead><tr><th scope="col">${down?.label ?? ''}</th>${columns.map(({ label }) => html`<th scope="col">${label}</th>`)}</tr></thead>
<tbody>${(down?.values ?? only).map(
    (row, _, all) => html`<tr><th scope="row" class="depth-${depthOf(all, row)}">${row.label}</th>
${columns.map((column) => cell(table, chosen(row, column)))}</tr>`,
  )}</tbody></table></div>`
}

const hiddenIn = (tables: Table[]) => {
  const cells = tables.flatMap((table) => table.cells)
  return `${cells.filter(({ hidden }) => hidden).length} af ${cells.length}`
}

const why = (
  tables: Table[],
): Html => html`<p>Tallene er husstande, ikke sager eller klager, og en husstand tælles én gang
i hver tabel og periode. ${hiddenIn(tables)} celler er skjult. Det sker, når et tal er så lille, at det kunne fortælle om
enkelte husstande, når det næsten er hele gruppen, eller når et skjult tal ellers kunne regnes ud af de andre. Det samme
ord står i dem alle: et skjult tal kan også være nul. Afdelinger med under 100 beboere eller 50 husstande er lagt sammen.</p>`

/**
 * What Bo Godt itself has counted, as it was published. None of the agreement's indicators is made from it, so it stands
 * beside the goals.
 */
export const countsPart = ({ counts, year }: Evaluation): Html => html`<section aria-labelledby="tal">
<h2 id="tal">Bo Godts egne tal</h2>
<p>Delaftalens indikatorer opgøres af boligorganisationerne, Landsbyggefonden og kommunen. Ingen af dem regnes ud af Bo Godts
egne tal, som derfor står for sig selv: de viser, hvor mange husstande arbejdet har omfattet.</p>
${counts.length === 0 ? html`<p class="open">Der er ikke offentliggjort tal for ${year}.</p>` : [why(counts), ...counts.map(tablePart)]}
</section>`
