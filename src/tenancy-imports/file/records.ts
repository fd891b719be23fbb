import { Readable } from 'node:stream'
import { CsvError, parse } from 'csv-parse'
import type { RowError } from '../schemas.ts'
import type { Upload } from './upload.ts'

export const mostRows = 20_000
const longestRecord = 20_000

/** The mark that stands most often in the first line; a semicolon where none does. */
const delimiterOf = (start: string): string => {
  const [line = ''] = start.split(/\r?\n/, 1)
  const unquoted = line.replaceAll(/"[^"]*"/g, '')
  const often = (mark: string) => unquoted.split(mark).length
  return [',', '\t'].reduce((best, mark) => (often(mark) > often(best) ? mark : best), ';')
}

/** A file that can't be read as rows, and where. */
export class Unreadable extends Error {
  readonly at: RowError
  constructor(at: RowError) {
    super('unreadable')
    this.at = at
  }
}

async function* after(first: string, rest: AsyncGenerator<string>): AsyncGenerator<string> {
  yield first
  yield* rest
}

/** The records of a file, numbered as a spreadsheet does: the headings are 1. @throws Unreadable */
export async function* recordsOf(file: Upload): AsyncGenerator<{ row: number; cells: string[] }> {
  const pieces = file.text()
  const first = String((await pieces.next()).value ?? '')
  const parser = parse({
    delimiter: delimiterOf(first),
    relax_column_count: true,
    skip_empty_lines: false,
    max_record_size: longestRecord,
  })
  const source = Readable.from(after(first, pieces))
  source.on('error', (error) => parser.destroy(error)).pipe(parser)
  let row = 0
  try {
    for await (const record of parser) {
      row += 1
      const cells: string[] = record
      if (cells.length === 1 && cells[0]?.trim() === '') continue
      if (row > mostRows + 1)
        throw new Unreadable({ row, column: '', message: 'Højst 20.000 rækker: del filen' })
      yield { row, cells: cells.map((cell) => cell.trim()) }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const long = error.code === 'CSV_MAX_RECORD_SIZE'
    const message = long
      ? 'Rækken er for lang, eller citationstegnene går ikke op'
      : 'Citationstegnene går ikke op'
    throw new Unreadable({ row: row + 1, column: '', message })
  } finally {
    source.destroy()
  }
}
