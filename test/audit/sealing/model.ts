import { createHash } from 'node:crypto'

/** RFC 9162 § 2.1.1 as it is written there: slow, and with nothing stored. */
const sha256 = (...parts: Uint8Array[]): Buffer => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}

const splitOf = (length: number): number => {
  let split = 1
  while (split * 2 < length) split *= 2
  return split
}

export const rootOf = (leaves: Buffer[]): Buffer => {
  if (leaves.length === 0) return sha256()
  if (leaves.length === 1) return sha256(Uint8Array.of(0), leaves[0] as Buffer)
  const split = splitOf(leaves.length)
  return sha256(Uint8Array.of(1), rootOf(leaves.slice(0, split)), rootOf(leaves.slice(split)))
}

/** The roots of a tree's beginnings: the hashes over its complete subtrees are kept. */
export const rootsOf = (leaves: string[]) => {
  const known = new Map<string, Buffer>()
  const over = (from: number, to: number): Buffer => {
    const place = `${from} ${to}`
    const found = known.get(place)
    if (found) return found
    const split = from + splitOf(to - from)
    const hash =
      to - from === 1
        ? sha256(Uint8Array.of(0), Buffer.from(leaves[from] ?? ''))
        : sha256(Uint8Array.of(1), over(from, split), over(split, to))
    known.set(place, hash)
    return hash
  }
  return (size: number): Buffer => (size === 0 ? sha256() : over(0, size))
}
