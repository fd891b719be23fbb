import type { Content } from '../publishing/content.ts'

/**
 * For Danish Excel: UTF-8 with a byte order mark, `;` and CRLF. All that is in it are codes and numbers of our own, so
 * nothing needs quoting.
 */
export const asCsv = ({ dimensions, cells }: Content): string => {
  const ids = dimensions.map(({ id }) => id)
  const rows = cells.map((cell) => [...ids.map((id) => cell[id]), cell.hidden ? 'skjult' : cell.households])
  return `\ufeff${[[...ids, 'households'], ...rows].map((row) => `${row.join(';')}\r\n`).join('')}`
}
