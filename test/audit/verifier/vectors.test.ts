import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { consistencyPath, inclusionPath, placesOf, proofOf } from '../../../src/audit/sealing/proofs.ts'
import { grow, hashOver, leafHash } from '../../../src/audit/sealing/tree.ts'
import { isConsistent, isIncluded } from '../../../src/audit/verifier/merkle.ts'
import vectors from './merkle-vectors.json' with { type: 'json' }

const bytes = (text: string | null | undefined) => Buffer.from(text ?? '', 'base64')
const proofIn = ({ proof }: { proof: (string | null)[] | null }) => (proof ?? []).map(bytes)

describe('the public vectors of RFC 6962', () => {
  it.each(Object.entries(vectors.inclusion))('inclusion %s', (_name, vector) => {
    const { leafIdx: index, treeSize: size, root, leafHash: leaf } = vector
    const claim = { index, size, leaf: bytes(leaf), root: bytes(root) }
    expect(isIncluded(claim, proofIn(vector))).toBe(!vector.wantErr)
  })

  it.each(Object.entries(vectors.consistency))('consistency %s', (_name, vector) => {
    const first = { size: vector.size1, root: bytes(vector.root1) }
    const second = { size: vector.size2, root: bytes(vector.root2) }
    expect(isConsistent(first, second, proofIn(vector))).toBe(!vector.wantErr)
  })
})

/** Trees of every size up to this one, and all their stored subtrees. */
const most = 40
const leaves = Array.from({ length: most }, (_, n) => leafHash(`leaf ${n}`))
const all = grow([], leaves).nodes
const rootAt = (size: number) => hashOver(grow([], leaves.slice(0, size)).edge.map(({ hash }) => hash))
const stored = (path: ReturnType<typeof consistencyPath>) => {
  const wanted = new Set(placesOf(path).map(({ level, index }) => `${level} ${index}`))
  return all.filter(({ level, index }) => wanted.has(`${level} ${index}`))
}

test('every leaf of every tree is proved by what is stored, and no other leaf is', () => {
  for (let size = 1; size <= most; size += 1)
    for (let index = 0; index < size; index += 1) {
      const path = inclusionPath(index, { start: 0, end: size })
      const proof = proofOf(path, stored(path))
      const claim = { index, size, leaf: leaves[index] as Buffer, root: rootAt(size) }
      expect(isIncluded(claim, proof)).toBe(true)
      expect(isIncluded({ ...claim, index: (index + 1) % (size + 1) }, proof)).toBe(false)
      expect(isIncluded({ ...claim, leaf: leafHash('another') }, proof)).toBe(false)
    }
})

test('every tree is proved to be the beginning of every larger one, and of no other', () => {
  for (let to = 1; to <= most; to += 1)
    for (let from = 1; from <= to; from += 1) {
      const path = consistencyPath(from, to)
      const proof = proofOf(path, stored(path))
      const [first, second] = [from, to].map((size) => ({ size, root: rootAt(size) }))
      if (!first || !second) throw new Error('two trees')
      expect(isConsistent(first, second, proof)).toBe(true)
      expect(isConsistent({ ...first, root: leafHash('another') }, second, proof)).toBe(false)
      expect(isConsistent(first, { ...second, root: leafHash('another') }, proof)).toBe(false)
    }
})

test('a proof with any bit turned proves nothing', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: most }), fc.nat(), fc.nat(), (size, which, bit) => {
      const index = which % size
      const path = inclusionPath(index, { start: 0, end: size })
      const proof = proofOf(path, stored(path)).map((hash) => Buffer.from(hash))
      const hash = proof[bit % proof.length] as Buffer
      hash[bit % 32] = (hash[bit % 32] ?? 0) ^ (1 << (bit % 8))
      expect(isIncluded({ index, size, leaf: leaves[index] as Buffer, root: rootAt(size) }, proof)).toBe(
        false,
      )
    }),
  )
})
