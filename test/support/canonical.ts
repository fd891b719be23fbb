import { createHash } from 'node:crypto'
import type { Json } from './actors.ts'

/** RFC 8785 apart from ours, for what our answers hold: strings, whole numbers, lists and objects. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (value === null || typeof value !== 'object') return JSON.stringify(value)
  const names = Object.keys(value).sort()
  return `{${names.map((name) => `${JSON.stringify(name)}:${canonical(value[name])}`).join(',')}}`
}

/** What a `contentHash` promises to be. */
export const hashOf = (content: Json): string => createHash('sha256').update(canonical(content)).digest('hex')
