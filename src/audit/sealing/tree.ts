import { hash } from 'node:crypto'

/** The complete subtree number `index` of those with 2^level leaves. */
export interface Place {
  level: number
  index: number
}
export interface Node extends Place {
  hash: Buffer
}

const digest = (...parts: Uint8Array[]): Buffer => hash('sha256', Buffer.concat(parts), 'buffer')
const leafPrefix = Uint8Array.of(0)
const nodePrefix = Uint8Array.of(1)

/** The Merkle tree of RFC 9162 § 2.1 over SHA-256. */
export const leafHash = (leaf: string): Buffer => digest(leafPrefix, Buffer.from(leaf))
export const nodeHash = (left: Buffer, right: Buffer): Buffer => digest(nodePrefix, left, right)

/** The complete subtrees that leaves from `start` to before `end` are made of, from left to right. */
export const blocksOf = (start: number, end: number): Place[] => {
  const blocks: Place[] = []
  for (let at = start; at < end; ) {
    let level = 0
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1
    blocks.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return blocks
}

/** The hash over a run of such subtrees: a tree's root, when the run is the whole of it. */
export const hashOver = (blocks: Buffer[]): Buffer =>
  blocks.length === 0 ? digest() : blocks.reduceRight((right, left) => nodeHash(left, right))

export interface Grown {
  /** The subtrees that the new leaves completed, the leaves among them. */
  nodes: Node[]
  /** The subtrees that the grown tree is made of. */
  edge: Node[]
}

/** Adds leaves to a tree that is made of the subtrees of `edge`. */
export const grow = (edge: Node[], leaves: Buffer[]): Grown => {
  const size = edge.reduce((sum, { level }) => sum + 2 ** level, 0)
  const stack = [...edge]
  const nodes: Node[] = []
  for (const [offset, leaf] of leaves.entries()) {
    let node: Node = { level: 0, index: size + offset, hash: leaf }
    nodes.push(node)
    for (; node.index % 2 === 1; nodes.push(node)) {
      const left = stack.pop() as Node
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left.hash, node.hash) }
    }
    stack.push(node)
  }
  return { nodes, edge: stack }
}
