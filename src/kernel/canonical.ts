import { hash } from 'node:crypto'
import serialize from 'canonicalize'

/**
 * JSON of which there is one form only (RFC 8785), so that anyone makes the same hash of the same content.
 * @throws when a part of the value is not JSON
 */
export const canonical = (value: unknown): string => {
  const text = serialize(value)
  if (text === undefined) throw new TypeError('not JSON')
  return text
}

/** SHA-256 of the canonical JSON, in hex. */
export const contentHash = (value: unknown): string => hash('sha256', canonical(value), 'hex')
