import { type Html, html } from '../../http/html.ts'
import { type Row, rowsOf } from './rows.ts'
import { type Axis, axisOf } from './scale.ts'
import { decimal, directionInWords, figure, type Indicator } from './words.ts'

const width = 720
const plot = { left: 178, right: 530 }
const rowHeight = 24
const top = 34

interface Drawing {
  indicator: Indicator
  year: number
  rows: Row[]
  axis: Axis
  /** Where a number is on the drawing, across. */
  x: (value: string) => string
}

const numbersOf = ({ baselines, observations, comparators }: Indicator): number[] =>
  [...baselines, ...observations, ...comparators].flatMap(({ value }) =>
    value === null ? [] : [Number(value)],
  )

const middleOf = (index: number) => top + index * rowHeight + rowHeight / 2
const bottomOf = (rows: Row[]) => top + rows.length * rowHeight + 6

/** The capital by which a comparator's line is called. */
export const mark = (index: number): string => String.fromCharCode(65 + index)

const grid = ({ axis, rows, indicator, x }: Drawing): Html[] =>
  axis.ticks.map((tick) => {
    const at = x(tick)
    return html`<line class="grid" x1="${at}" x2="${at}" y1="${top}" y2="${bottomOf(rows)}"/>
<text class="tick" x="${at}" y="${bottomOf(rows) + 18}" text-anchor="middle">${figure(tick, indicator.unit)}</text>`
  })

/** Lines told apart by their dashes and by a letter, and not by colour. */
const comparators = ({ indicator, rows, x }: Drawing): Html[] =>
  indicator.comparators.map(({ value }, index) => {
    const at = x(value)
    return html`<line class="comparator dash-${index % 3}" x1="${at}" x2="${at}" y1="${top - 6}" y2="${bottomOf(rows)}"/>
<text class="mark" x="${at}" y="${top - 12}" text-anchor="middle">${mark(index)}</text>`
  })

const diamond = (x: number, y: number) => `M${x} ${y - 6}L${x + 6} ${y}L${x} ${y + 6}L${x - 6} ${y}Z`

const besideOf = ({ baseline, observed }: Row): [numbers: string, direction: string] => {
  if (!observed) return ['årets tal mangler', '']
  if (observed.value === null) return ['årets tal afventer', '']
  if (!baseline?.value) return [decimal(observed.value), '']
  const direction = observed.direction === 'unknown' ? '' : directionInWords(observed.direction).toLowerCase()
  return [`${decimal(baseline.value)} → ${decimal(observed.value)}`, direction]
}

/** The ring comes last, so that both are seen where a figure has hardly moved. */
const points = ({ x }: Drawing, { baseline, observed }: Row, y: number): Html => {
  const from = baseline?.value ? x(baseline.value) : null
  const to = observed?.value ? x(observed.value) : null
  return html`
${from !== null && to !== null && html`<line class="course" x1="${from}" x2="${to}" y1="${y}" y2="${y}"/>`}
${to !== null && html`<path class="observed" d="${diamond(Number(to), y)}"/>`}
${from !== null && html`<circle class="baseline" cx="${from}" cy="${y}" r="7"/>`}`
}

const line = (drawing: Drawing, row: Row, index: number): Html => {
  const y = middleOf(index)
  const [numbers, direction] = besideOf(row)
  return html`
<text class="name" x="${plot.left - 12}" y="${y + 4}" text-anchor="end">${row.label.replace(/ \(.*\)$/, '')}</text>
${points(drawing, row, y)}
<text x="${plot.right + 18}" y="${y + 4}">${numbers}</text><text x="${plot.right + 112}" y="${y + 4}">${direction}</text>`
}

const described = ({ indicator, year, rows, axis }: Drawing): string => {
  const held = indicator.comparators.map(({ label, value }) => `${label} ${figure(value, indicator.unit)}`)
  return [
    `Et prikdiagram med ${rows.length} områder. Cirklen er udgangspunktet${indicator.baselineYear ? ` i ${indicator.baselineYear}` : ''}, den fyldte rude er ${year}.`,
    ...(held.length > 0 ? [`Lodrette linjer: ${held.join('; ')}.`] : []),
    `Aksen går fra ${figure(axis.low, indicator.unit)} til ${figure(axis.high, indicator.unit)}.`,
    'De samme tal står i tabellen under diagrammet.',
  ].join(' ')
}

/**
 * Each area's baseline and figure of the year on one axis, and where that begins, with the comparators as lines; null when there is nothing to
 * compare by eye. What is said of it stands in the table beside it too.
 */
export const chartOf = (indicator: Indicator, year: number): { drawing: Html; from: string } | null => {
  const rows = rowsOf(indicator)
  const numbers = numbersOf(indicator)
  if (rows.length < 2 || numbers.length < 2) return null
  const axis = axisOf(numbers)
  const share = (value: string) => (Number(value) - Number(axis.low)) / (Number(axis.high) - Number(axis.low))
  const x = (value: string) => (plot.left + share(value) * (plot.right - plot.left)).toFixed(1)
  const given = { indicator, year, rows, axis, x }
  const id = `diagram-${indicator.indicatorId}`
  const drawing = html`<svg role="img" aria-labelledby="${id}-navn ${id}-tekst" viewBox="0 0 ${width} ${bottomOf(rows) + 28}">
<title id="${id}-navn">${indicator.name}: udgangspunkt og ${year}</title>
<desc id="${id}-tekst">${described(given)}</desc>
${grid(given)}${comparators(given)}${rows.map((row, index) => line(given, row, index))}
</svg>`
  return { drawing, from: axis.low }
}
