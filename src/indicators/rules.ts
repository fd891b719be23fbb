/** A decimal as the API writes it: a point, at most four decimals, no needless zeros are asked for. */
const decimal = /^\d{1,9}(\.\d{1,4})?$/

export type Unit = 'percent' | 'count'

/** What is wrong with a figure for its unit, in Danish; undefined when nothing is. */
export const wrongFigure = (value: string, unit: Unit): string | undefined => {
  if (!decimal.test(value)) return 'Et tal uden fortegn med højst fire decimaler'
  if (unit === 'count' && !/^\d+$/.test(value)) return 'Et antal er et helt tal'
  if (unit === 'percent' && Number(value) > 100) return 'En procent er højst 100'
  return undefined
}

export interface Figure {
  value: string | null
  status: 'final' | 'pending'
}

/** Pending has no value and is never 0; a final figure has one. */
export const wrongStatus = ({ value, status }: Figure): string | undefined => {
  if (status === 'pending' && value !== null) return 'Et tal, der afventer, har ingen værdi'
  if (status === 'final' && value === null) return 'Et endeligt tal har en værdi'
  return undefined
}
