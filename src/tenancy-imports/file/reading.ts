import { DomainError } from '../../kernel/errors.ts'
import type { RowError } from '../schemas.ts'
import { type Columns, type Departments, type Mapping, readHeadings } from './columns.ts'
import { recordsOf, Unreadable } from './records.ts'
import { personalNumbersIn, type Reading, readRow, type StagedRow } from './rows.ts'
import type { Upload } from './upload.ts'
import type { Department } from './values.ts'

/** So many errors are told; all are counted. */
export const mostErrors = 1000

export interface Found {
  reading: Reading
  /** Rows below the headings. */
  rows: number
  /** The number of the last one. */
  lastLine: number
  errors: RowError[]
  errorCount: number
}

export interface Asked {
  mapping: Mapping
  said: Departments
  departments: Department[]
  today: string
}

const requireNone = (personal: string[]): void => {
  if (personal.length === 0) return
  throw new DomainError('personal_number', 'Filen ser ud til at indeholde CPR-numre. Intet er gemt.', {
    errors: personal.map((path) => ({ path, message: 'Feltet ser ud til at indeholde et CPR-nummer' })),
  })
}

/**
 * Reads a file from end to end and keeps none of it, before anything is stored.
 * @throws personal_number when any cell looks like one; validation_failed when the headings can't be read
 */
export const examine = async (file: Upload, { mapping, ...known }: Asked): Promise<Found> => {
  let reading: Reading | undefined
  const errors: RowError[] = []
  const personal: string[] = []
  let [rows, lastLine, errorCount] = [0, 0, 0]
  const tell = (found: RowError[]) => {
    errorCount += found.length
    errors.push(...found.slice(0, mostErrors - errors.length))
  }
  try {
    for await (const { row, cells } of recordsOf(file)) {
      personal.push(...personalNumbersIn(cells, row).slice(0, mostErrors - personal.length))
      if (!reading) {
        reading = { columns: readHeadings(cells, mapping), ...known }
        continue
      }
      rows += 1
      lastLine = row
      const staged = readRow(cells, row, reading)
      if (Array.isArray(staged)) tell(staged)
    }
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error
    tell([error.at])
  }
  requireNone(personal)
  const columns: Columns = reading?.columns ?? readHeadings([], mapping)
  return { reading: { columns, ...known }, rows, lastLine, errors, errorCount }
}

/** The rows of a file that was examined, so many at a time. */
export async function* batchesOf(file: Upload, reading: Reading, size: number): AsyncGenerator<StagedRow[]> {
  let batch: StagedRow[] = []
  let headings = true
  for await (const { row, cells } of recordsOf(file)) {
    if (headings) {
      headings = false
      continue
    }
    const staged = readRow(cells, row, reading)
    if (!staged || Array.isArray(staged)) continue
    batch.push(staged)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
