import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import { holdsPersonalNumber } from '../kernel/personal-number.ts'
import { type Unit, wrongFigure, wrongStatus } from './rules.ts'
import type { RowError } from './schemas.ts'

/** One figure out of a file, ready to be kept. */
export interface ImportedRow {
  indicator: string
  department: string | null
  year: number
  value: string | null
  status: 'final' | 'pending'
  source: string
  note: string | null
}

export interface Known {
  units: Record<string, Unit>
  departments: string[]
  /** The year that it is now. */
  year: number
}

const header = ['indicator', 'department', 'year', 'value', 'status', 'source', 'note'] as const
type Column = (typeof header)[number]
type Cells = Record<Column, string>
const longest: Record<Column, number> = {
  ...{ indicator: 60, department: 60, year: 4, value: 20, status: 10, source: 200, note: 2000 },
}
const earliestYear = 2000

/** What a spreadsheet would run as a formula when the text is exported to it again. */
const formula = /^[=+\-@\t\r]/

const wrongText = (text: string): string | undefined => {
  if (formula.test(text)) return 'Formler tages ikke imod'
  if (holdsPersonalNumber(text)) return 'Feltet ser ud til at indeholde et CPR-nummer'
  return undefined
}

const wrongYear = (year: string, now: number): string | undefined =>
  /^\d{4}$/.test(year) && Number(year) >= earliestYear && Number(year) <= now
    ? undefined
    : `Et år fra ${earliestYear} til ${now}`

/** Danish decimals: a comma, and no points between thousands. */
const wrongValue = (value: string, unit: Unit | undefined): string | undefined => {
  if (value === '') return undefined
  if (value.includes('.')) return 'Skriv decimaltal med komma og uden punktum'
  return wrongFigure(value.replace(',', '.'), unit ?? 'percent')
}

const statuses = ['final', 'pending'] as const
const isStatus = (text: string): text is (typeof statuses)[number] => statuses.includes(text as never)

const wrongCells = (cells: Cells, known: Known): [Column, string | undefined][] => [
  ...header.map((name): [Column, string | undefined] => [
    name,
    cells[name].length > longest[name] ? `Højst ${longest[name]} tegn` : undefined,
  ]),
  ['indicator', Object.hasOwn(known.units, cells.indicator) ? undefined : 'Ukendt indikator'],
  [
    'department',
    cells.department === '' || known.departments.includes(cells.department) ? undefined : 'Ukendt afdeling',
  ],
  ['year', wrongYear(cells.year, known.year)],
  ['value', wrongValue(cells.value, known.units[cells.indicator])],
  ['status', isStatus(cells.status) ? undefined : 'final eller pending'],
  ['source', cells.source === '' ? 'Feltet mangler' : wrongText(cells.source)],
  ['note', wrongText(cells.note)],
]

const rowOf = (cells: Cells): ImportedRow => ({
  indicator: cells.indicator,
  department: cells.department || null,
  year: Number(cells.year),
  value: cells.value === '' ? null : cells.value.replace(',', '.'),
  status: cells.status as ImportedRow['status'],
  source: cells.source,
  note: cells.note || null,
})

/** The first that is wrong with each column of a row. */
const readRow = (record: string[], row: number, known: Known): ImportedRow | RowError[] => {
  if (record.length !== header.length)
    return [{ row, column: '', message: `Rækken har ${record.length} felter og ikke ${header.length}` }]
  const cells = Object.fromEntries(header.map((name, index) => [name, (record[index] ?? '').trim()])) as Cells
  const errors = new Map<string, RowError>()
  for (const [column, message] of wrongCells(cells, known))
    if (message && !errors.has(column)) errors.set(column, { row, column, message })
  const figure = rowOf(cells)
  const message = errors.size === 0 ? wrongStatus(figure) : undefined
  if (message) errors.set('value', { row, column: 'value', message })
  return errors.size > 0 ? [...errors.values()] : figure
}

const records = (file: Buffer): string[][] | RowError[] => {
  const lines = file.toString('latin1').split('\n')
  const foreign = lines.flatMap((line, index) => (isUtf8(Buffer.from(line, 'latin1')) ? [] : [index + 1]))
  if (foreign.length > 0)
    return foreign.map((row) => ({ row, column: '', message: 'Rækken er ikke skrevet som UTF-8' }))
  try {
    return parse(file, { bom: true, delimiter: ';', relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    return [{ row: Number(error.lines ?? 1), column: '', message: 'Citationstegnene går ikke op' }]
  }
}

const isErrors = (found: string[][] | RowError[]): found is RowError[] =>
  found.length > 0 && !Array.isArray(found[0])

/**
 * Reads a file of figures (`;`, UTF-8, decimal comma). Rows are numbered as a spreadsheet does: the header is 1.
 * Nothing that was written in a field is repeated in an error.
 */
export const readImport = (file: Buffer, known: Known): { rows: ImportedRow[]; errors: RowError[] } => {
  const found = records(file)
  if (isErrors(found)) return { rows: [], errors: found }
  const [first = [], ...rest] = found
  if (first.map((name) => name.trim().toLowerCase()).join(';') !== header.join(';'))
    return {
      rows: [],
      errors: [{ row: 1, column: '', message: `Første række skal være ${header.join(';')}` }],
    }
  const rows: ImportedRow[] = []
  const errors: RowError[] = []
  const seen = new Set<string>()
  for (const [index, record] of rest.entries()) {
    if (record.length === 1 && record[0]?.trim() === '') continue
    const row = index + 2
    const read = readRow(record, row, known)
    if (Array.isArray(read)) {
      errors.push(...read)
      continue
    }
    const figure = `${read.indicator} ${read.department} ${read.year}`
    if (seen.has(figure)) errors.push({ row, column: '', message: 'Tallet står i filen to gange' })
    seen.add(figure)
    rows.push(read)
  }
  return { rows, errors }
}
