import { date, line, text } from '../../http/fields.ts'
import { bare, type Departments } from './columns.ts'

/** What is read of a cell: a value, or what is wrong with it, which never repeats it. */
export type Read<T> = { value: T } | { wrong: string }

const value = <T>(it: T): Read<T> => ({ value: it })
const wrong = (message: string): Read<never> => ({ wrong: message })

/** What a spreadsheet would run as a formula when the text is exported to it again. */
const formula = /^[=+\-@]/
const isPhone = /^\+?[\d ()]+$/

const checked = (cell: string, field: typeof line): Read<string> => {
  const { data, error } = field.safeParse(cell)
  return error ? wrong(error.issues[0]?.message ?? 'Ugyldig værdi') : value(data)
}

/** Text under the same rules as where one writes it in a single field. */
export const readLine = (cell: string): Read<string> =>
  formula.test(cell) ? wrong('Formler tages ikke imod') : checked(cell, line)

export const readPhone = (cell: string): Read<string | null> => {
  if (cell === '') return value(null)
  return isPhone.test(cell) ? checked(cell, line) : readLine(cell)
}

const shortest = text(100)
export const readKey = (cell: string): Read<string> =>
  formula.test(cell) ? wrong('Formler tages ikke imod') : checked(cell, shortest)
export const readPersonKey = (cell: string): Read<string | null> =>
  cell === '' ? value(null) : readKey(cell)

const isoDate = /^(\d{4})-(\d{2})-(\d{2})$/
const danishDate = /^(\d{1,2})[-./](\d{1,2})[-./](\d{4})$/
/** A spreadsheet writes a date with the time of midnight. */
const midnight = /[ T]00[:.]00([:.]00)?$/

/** A date as Danes write it (01-03-2024, 1.3.2024, 01/03/2024) or as machines do. */
export const readDate = (cell: string): Read<string> => {
  const written = cell.replace(midnight, '')
  const [, day = '', month = '', year = ''] = danishDate.exec(written) ?? []
  const iso = isoDate.test(written) ? written : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return date.safeParse(iso).success ? value(iso) : wrong('En dato skrives 31-01-2024')
}

/** Nobody's move is known earlier than a year before. */
export const readMove = (cell: string, today: string): Read<string> => {
  const read = readDate(cell)
  if ('wrong' in read) return read
  const latest = `${Number(today.slice(0, 4)) + 1}${today.slice(4)}`
  return read.value > latest ? wrong('Datoen ligger mere end et år ude i fremtiden') : read
}

/** The year alone, also where the date is given: no more of it is needed. */
export const readBirthYear = (cell: string, today: string): Read<number | null> => {
  if (cell === '') return value(null)
  const read = readDate(cell)
  const year = Number('value' in read ? read.value.slice(0, 4) : cell)
  const possible = Number.isInteger(year) && year >= 1900 && year <= Number(today.slice(0, 4))
  return possible ? value(year) : wrong('Et årstal fra 1900 til nu')
}

const yes = ['ja', 'j', 'x', '1', 'true', 'sand', 'beskyttet']
const no = ['', 'nej', 'n', '0', 'false', 'falsk']

export const readYes = (cell: string): Read<boolean> => {
  const said = bare(cell)
  if (yes.includes(said)) return value(true)
  return no.includes(said) ? value(false) : wrong('Ja eller nej')
}

export interface Department {
  id: string
  name: string
}

/** One of the caller's own: by our name or code for it, or by the landlord's number as the caller explained it. */
export const readDepartment = (cell: string, own: Department[], said: Departments): Read<string> => {
  const given = Object.hasOwn(said, cell) ? said[cell] : undefined
  const found = own.find(({ id, name }) => (given ? id === given : id === cell || bare(name) === bare(cell)))
  return found ? value(found.id) : wrong('Ukendt afdeling, eller ikke en af dine')
}
