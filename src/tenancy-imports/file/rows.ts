import { holdsPersonalNumber } from '../../kernel/personal-number.ts'
import type { RowError } from '../schemas.ts'
import type { Columns, Departments, Field } from './columns.ts'
import * as read from './values.ts'

/** A row of a file, ready to be compared with what there is. */
export interface StagedRow {
  line: number
  departmentId: string
  key: string
  personKey: string | null
  address: string
  dwelling: string
  movedInOn: string
  movedOutOn: string | null
  name: string
  birthYear: number | null
  phone: string | null
  protectedAddress: boolean
}

/** What a row is read with. */
export interface Reading {
  columns: Columns
  departments: read.Department[]
  said: Departments
  today: string
}

/** The places of cells that look like a CPR number, also in columns that are not read. */
export const personalNumbersIn = (cells: string[], row: number): string[] =>
  cells.flatMap((cell, index) =>
    cell.length >= 10 && holdsPersonalNumber(cell) ? [`række ${row}, kolonne ${index + 1}`] : [],
  )

const joined = (parts: string[], between: string) => parts.filter((part) => part !== '').join(between)

/** `1` and `tv` are `1. tv`. */
const floorAndDoor = (floor: string, door: string) =>
  joined([floor && !floor.endsWith('.') ? `${floor}.` : floor, door], ' ')

/** A cell by the field that its column is; nothing where the file has no such column. */
const cellsOf =
  ({ places }: Columns, cells: string[]) =>
  (field: Field) =>
    cells[places[field] ?? -1] ?? ''

/** A dwelling that stands empty: no lease, nobody to move in. */
const isVacant = (cell: (field: Field) => string) =>
  (['name', 'firstName', 'lastName', 'movedInOn'] as const).every((field) => cell(field) === '')

/**
 * The key of a lease is the landlord's own; a dwelling's number becomes one with the number of its tenant, or with the day
 * that the tenant moved in.
 */
const keyOf = (cell: (field: Field) => string, movedInOn: string) =>
  cell('key') || (cell('tenancyNumber') && `${cell('tenancyNumber')}/${cell('tenantNumber') || movedInOn}`)

/** A row as it is to be staged, what is wrong with it, or null for one that is of nobody. */
export const readRow = (cells: string[], row: number, reading: Reading): StagedRow | RowError[] | null => {
  const { columns, departments, said, today } = reading
  const errors: RowError[] = []
  const keep = <T>(column: Field, it: read.Read<T>): T => {
    if ('value' in it) return it.value
    errors.push({ row, column, message: it.wrong })
    return undefined as T
  }
  if (cells.length !== columns.width)
    return [{ row, column: '', message: `Rækken har ${cells.length} felter og ikke ${columns.width}` }]
  const cell = cellsOf(columns, cells)
  if (isVacant(cell)) return null
  const movedInOn = keep('movedInOn', read.readMove(cell('movedInOn'), today))
  const movedOutOn = cell('movedOutOn') && keep('movedOutOn', read.readMove(cell('movedOutOn'), today))
  if (movedOutOn && movedOutOn < movedInOn)
    errors.push({ row, column: 'movedOutOn', message: 'Fraflytning ligger før indflytning' })
  const dwelling = cell('dwelling') || floorAndDoor(cell('floor'), cell('door')) || cell('tenancyNumber')
  const staged: StagedRow = {
    line: row,
    departmentId: keep('department', read.readDepartment(cell('department'), departments, said)),
    key: keep('key', read.readKey(keyOf(cell, movedInOn))),
    personKey: keep('personKey', read.readPersonKey(cell('personKey'))),
    address: keep(
      'address',
      read.readLine(cell('address') || joined([cell('street'), cell('houseNumber')], ' ')),
    ),
    dwelling: keep('dwelling', read.readLine(dwelling)),
    movedInOn,
    movedOutOn: movedOutOn || null,
    name: keep('name', read.readLine(cell('name') || joined([cell('firstName'), cell('lastName')], ' '))),
    birthYear: keep('birthYear', read.readBirthYear(cell('birthYear'), today)),
    phone: keep('phone', read.readPhone(cell('phone'))),
    protectedAddress: keep('protectedAddress', read.readYes(cell('protectedAddress'))),
  }
  return errors.length > 0 ? errors : staged
}
