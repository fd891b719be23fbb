import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { Head } from './merkle.ts'

/** A checkpoint whose signature holds. */
export interface Checkpoint extends Head {
  origin: string
  /** The root as it is written. */
  rootText: string
}

const base64 = (text: string): Buffer | undefined => {
  const bytes = Buffer.from(text, 'base64')
  return bytes.toString('base64') === text ? bytes : undefined
}
const spkiOfEd25519 = Buffer.from('302a300506032b6570032100', 'hex')

/** A key as PEM, or as C2SP writes it: name+id+base64 of its kind (01) and itself. */
export const readPublicKeys = (text: string): KeyObject[] => {
  const pems = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? []
  const written = [...text.matchAll(/^[^\s+]+\+[0-9a-f]{8}\+([A-Za-z0-9+/]+={0,2})$/gm)].map(([, key]) =>
    Buffer.from(key ?? '', 'base64'),
  )
  const keys = [
    ...pems.map((pem) => createPublicKey(pem)),
    ...written.map((bytes) =>
      createPublicKey({
        key: Buffer.concat([spkiOfEd25519, bytes.subarray(1)]),
        format: 'der',
        type: 'spki',
      }),
    ),
  ]
  if (keys.length === 0 || keys.some((key) => key.asymmetricKeyType !== 'ed25519'))
    throw new Error('ingen Ed25519-nøgle')
  return keys
}

/** C2SP signed-note: the first bytes of a hash of the key's name, its kind and itself. */
const idOf = (name: string, key: KeyObject): Buffer => {
  const raw = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url')
  const named = Buffer.concat([Buffer.from(`${name}\n`), Uint8Array.of(1), raw])
  return createHash('sha256').update(named).digest().subarray(0, 4)
}

const signatureLine = /^— (\S+) ([A-Za-z0-9+/]+={0,2})$/u

/** Signatures by keys that are not known say nothing; one by a known key that fails spoils the note. */
const isSigned = (text: string, lines: string[], origin: string, keys: KeyObject[]): boolean => {
  let signed = false
  for (const line of lines) {
    const [, name = '', encoded = ''] = signatureLine.exec(line) ?? []
    const bytes = base64(encoded)
    if (!bytes || name === '') return false
    if (name !== origin) continue
    const key = keys.find((each) => idOf(name, each).equals(bytes.subarray(0, 4)))
    if (!key) continue
    if (!verify(null, Buffer.from(text), key, bytes.subarray(4))) return false
    signed = true
  }
  return signed
}

/** @returns nothing when the note is no checkpoint, or not signed by one of the keys under the log's own name */
export const readCheckpoint = (note: string, keys: KeyObject[]): Checkpoint | undefined => {
  const end = note.lastIndexOf('\n\n')
  const text = note.slice(0, end + 1)
  const [origin = '', sizeText = '', rootText = '', ...more] = text.split('\n')
  const root = base64(rootText)
  const lines = note.slice(end + 2).split('\n')
  if (end < 0 || more.length !== 1 || lines.pop() !== '' || !/^(0|[1-9]\d{0,14})$/.test(sizeText))
    return undefined
  if (root?.length !== 32 || !isSigned(text, lines, origin, keys)) return undefined
  return { origin, size: Number(sizeText), root, rootText }
}
