import { createHash } from 'node:crypto'
import type { Json } from '../support/actors.ts'

/** RFC 8785 apart from ours, for what our answers hold: strings, whole numbers, lists and objects. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** What `contentHash` promises to be. */
export const hashOf = ({ year, agreement, goals, counts, withheld }: Json): string =>
  createHash('sha256').update(canonical({ year, agreement, goals, counts, withheld })).digest('hex')
