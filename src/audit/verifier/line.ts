import { canonical } from '../../kernel/canonical.ts'
import { commitmentOf, hashOfLeaf } from './merkle.ts'

/** The first line of an export. */
export interface Header {
  /** The signed head of the tree that the events are in. */
  checkpoint: string
  /** The events that follow: from this one to before that one. */
  from: number
  to: number
  /** What of the tree comes before them and after them, as hashes in base64. */
  before: string[]
  after: string[]
}

/** What is not as it must be, in words for the one who verifies. */
export class Flaw extends Error {}

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const parsed = (line: string): Fields => {
  try {
    const value: unknown = JSON.parse(line)
    if (isFields(value)) return value
  } catch {
    // Whatever is wrong with it.
  }
  throw new Flaw('kan ikke læses')
}

/** Bytes as base64, in the one way that they are written. */
export const bytesOf = (value: unknown): Buffer => {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64')
  if (bytes.toString('base64') !== value) throw new Flaw('har bytes, der ikke er base64')
  return bytes
}

const names = (fields: Fields): string => Object.keys(fields).sort().join()
const isHashes = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((each) => bytesOf(each).length === 32)

export const readHeader = (line: string): Header => {
  const { format, ...header } = parsed(line)
  if (format !== 'bo-godt-audit/1') throw new Flaw('er ikke en eksport, som dette program kender')
  const { checkpoint, from, to, before, after } = header
  const numbers = [from, to].every((each) => Number.isSafeInteger(each) && (each as number) >= 0)
  if (names(header) !== 'after,before,checkpoint,from,to' || typeof checkpoint !== 'string' || !numbers)
    throw new Flaw('har ikke de felter, den skal have')
  if (!isHashes(before) || !isHashes(after)) throw new Flaw('har hashværdier, der ikke er hele')
  return { checkpoint, from: from as number, to: to as number, before, after }
}

export interface Line {
  hash: Buffer
  id: string
  occurredAt: string
  /** Only the leaf is left: who it was, and whom it was about, is erased. */
  erased: boolean
  /** The events that this one tells to be erased. */
  tells: string[]
}

/** The leaf of a whole event: of who and of whom it holds a salted commitment only. */
const leafOf = (event: Fields, salt: Buffer): Fields => {
  const { id, occurredAt, action, purpose, decision, ...personal } = event
  if (salt.length < 16) throw new Flaw('har et salt, der er for kort')
  const commitment = commitmentOf(salt, Buffer.from(canonical(personal))).toString('base64')
  return { version: 1, id, occurredAt, action, purpose, decision, commitment }
}

const leafIn = ({ event, salt, leaf, ...rest }: Fields): Fields => {
  if (names(rest) !== 'index') throw new Flaw('har ikke de felter, den skal have')
  if (isFields(event) && salt !== undefined && leaf === undefined) return leafOf(event, bytesOf(salt))
  if (isFields(leaf) && event === undefined && salt === undefined) return leaf
  if (leaf !== undefined && salt !== undefined)
    throw new Flaw('mangler sin hændelse: den er fjernet, uden at den er slettet, som den skal')
  throw new Flaw('har ikke det, der åbner hændelsens segl')
}

/** What was erased is told by an event that is never erased itself. */
const toldBy = (event: unknown): string[] =>
  isFields(event) && event.action === 'audit_event.erase' && Array.isArray(event.subjectIds)
    ? event.subjectIds.map(String)
    : []

/** One event of an export, which must be number `index`. */
export const readLine = (line: string, index: number): Line => {
  const fields = parsed(line)
  if (fields.index !== index) throw new Flaw(`skulle være hændelse ${index}, men er ${Number(fields.index)}`)
  const leaf = leafIn(fields)
  const hash = hashOfLeaf(Buffer.from(canonical(leaf)))
  return {
    hash,
    id: String(leaf.id),
    occurredAt: String(leaf.occurredAt),
    erased: fields.event === undefined,
    tells: toldBy(fields.event),
  }
}
