import { blocksOf, hashOver, type Node, type Place } from './tree.ts'

/** The leaves from `start` to before `end`, whose hash is one step of a proof. */
export interface Run {
  start: number
  end: number
}

/** The largest power of two below the length (RFC 9162 § 2.1.1). */
const splitOf = ({ start, end }: Run): number => {
  let width = 1
  while (width * 2 < end - start) width *= 2
  return start + width
}

/** What proves that a leaf is in the tree (RFC 9162 § 2.1.3.1). */
export const inclusionPath = (leaf: number, tree: Run): Run[] => {
  if (tree.end - tree.start === 1) return []
  const split = splitOf(tree)
  const left = { start: tree.start, end: split }
  const right = { start: split, end: tree.end }
  return leaf < split ? [...inclusionPath(leaf, left), right] : [...inclusionPath(leaf, right), left]
}

/** What proves that a tree is the beginning of another (RFC 9162 § 2.1.4.1); `known` when the verifier has its hash. */
const subproof = (from: number, tree: Run, known: boolean): Run[] => {
  if (from === tree.end) return known ? [] : [tree]
  const split = splitOf(tree)
  const left = { start: tree.start, end: split }
  const right = { start: split, end: tree.end }
  return from <= split ? [...subproof(from, left, known), right] : [...subproof(from, right, false), left]
}
export const consistencyPath = (from: number, to: number): Run[] =>
  subproof(from, { start: 0, end: to }, true)

/** The stored subtrees that a proof is made of. */
export const placesOf = (path: Run[]): Place[] => path.flatMap(({ start, end }) => blocksOf(start, end))

/** A proof out of the stored subtrees. */
export const proofOf = (path: Run[], nodes: Node[]): Buffer[] => {
  const known = new Map(nodes.map(({ level, index, hash }) => [`${level} ${index}`, hash]))
  const hashAt = ({ level, index }: Place): Buffer => {
    const hash = known.get(`${level} ${index}`)
    if (!hash) throw new Error(`the stored tree has no subtree ${index} of level ${level}`)
    return hash
  }
  return path.map(({ start, end }) => hashOver(blocksOf(start, end).map(hashAt)))
}
