import { createHash } from 'node:crypto'

/** The verifying half of RFC 9162 § 2.1, over SHA-256. It shares nothing with what builds the tree. */
const sha256 = (...parts: Uint8Array[]): Buffer => {
  const digest = createHash('sha256')
  for (const part of parts) digest.update(part)
  return digest.digest()
}
export const hashOfLeaf = (leaf: Uint8Array): Buffer => sha256(Uint8Array.of(0), leaf)
const hashOfPair = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right)
export const commitmentOf = (salt: Uint8Array, payload: Uint8Array): Buffer => sha256(salt, payload)

const half = (number: number): number => Math.floor(number / 2)
const isOdd = (number: number): boolean => number % 2 === 1

const areHashes = (...all: Buffer[]): boolean => all.every(({ length }) => length === 32)
const isSize = (number: number): boolean => Number.isSafeInteger(number) && number >= 0

/** Whether the proof leads from the leaf to the root (§ 2.1.3.2). */
export const isIncluded = (
  { index, size, leaf, root }: { index: number; size: number; leaf: Buffer; root: Buffer },
  proof: Buffer[],
): boolean => {
  if (!isSize(index) || !isSize(size) || index >= size || !areHashes(leaf, root, ...proof)) return false
  let [at, last, hash] = [index, size - 1, leaf]
  for (const step of proof) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      hash = hashOfPair(step, hash)
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else hash = hashOfPair(hash, step)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && hash.equals(root)
}

export interface Head {
  size: number
  root: Buffer
}

/** Whether the proof shows that one tree is the beginning of the other (§ 2.1.4.2); of nothing there is no proof. */
export const isConsistent = (first: Head, second: Head, proof: Buffer[]): boolean => {
  if (!isSize(first.size) || !isSize(second.size) || !areHashes(...proof)) return false
  if (first.size === 0 || first.size > second.size) return false
  if (first.size === second.size) return proof.length === 0 && first.root.equals(second.root)
  let [at, last] = [first.size - 1, second.size - 1]
  while (isOdd(at)) [at, last] = [half(at), half(last)]
  const [start, ...steps] = at === 0 ? [first.root, ...proof] : proof
  if (!start || proof.length === 0) return false
  let [old, new_] = [start, start]
  for (const step of steps) {
    if (last === 0) return false
    if (isOdd(at) || at === last) {
      ;[old, new_] = [hashOfPair(step, old), hashOfPair(step, new_)]
      while (!isOdd(at) && at !== 0) [at, last] = [half(at), half(last)]
    } else new_ = hashOfPair(new_, step)
    ;[at, last] = [half(at), half(last)]
  }
  return last === 0 && old.equals(first.root) && new_.equals(second.root)
}

/** The widths of the complete subtrees that leaves from `start` to before `end` are made of. */
export const widths = (start: number, end: number): number[] => {
  const found: number[] = []
  for (let at = start; at < end; at += found.at(-1) as number) {
    let width = 1
    while (at % (width * 2) === 0 && at + width * 2 <= end) width *= 2
    found.push(width)
  }
  return found
}

/** The root of what is laid beside each other from the left; it keeps no more than one hash for each doubling. */
export class Growing {
  readonly #stack: { width: number; hash: Buffer }[] = []

  add(width: number, hash: Buffer): void {
    let added = { width, hash }
    for (let left = this.#stack.at(-1); left?.width === added.width; left = this.#stack.at(-1)) {
      this.#stack.pop()
      added = { width: 2 * added.width, hash: hashOfPair(left.hash, added.hash) }
    }
    this.#stack.push(added)
  }

  get root(): Buffer {
    const hashes = this.#stack.map(({ hash }) => hash)
    return hashes.length === 0 ? sha256() : hashes.reduceRight((right, left) => hashOfPair(left, right))
  }
}
