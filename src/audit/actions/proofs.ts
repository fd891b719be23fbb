import type { Pool } from 'pg'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError, notFound, ruleViolated } from '../../kernel/errors.ts'
import * as queries from '../queries/proofs.ts'
import { consistencyPath, inclusionPath, placesOf, proofOf, type Run } from '../sealing/proofs.ts'
import type { Node, Place } from '../sealing/tree.ts'

/** Hashes as the database tells them in JSON. */
type Told = { level: number; index: number; hash: string }[] | null

/** The stored subtrees that are asked for, as the statements take them. */
export const asked = (places: Place[]) => ({
  levels: places.map(({ level }) => level),
  indexes: places.map(({ index }) => index),
})
export const nodesOf = (told: Node[] | null): Node[] =>
  ((told ?? []) as unknown as NonNullable<Told>).map((node) => ({
    ...node,
    hash: Buffer.from(node.hash, 'base64'),
  }))
const proof = (path: Run[], told: Node[] | null): string[] =>
  proofOf(path, nodesOf(told)).map((hash) => hash.toString('base64'))

/**
 * That an event is in the tree of a checkpoint, the newest unless a size is given.
 * @throws not_found when there is no such event or checkpoint; conflict when the event is not sealed yet; rule_violated
 * when it was sealed after that checkpoint
 */
export const proveInclusion = async (pool: Pool, call: Call, id: string, size: number | undefined) => {
  let path: Run[] = []
  const { nodes, ...row } = await change(pool, call, async (tx) => {
    const found = await tx.row(queries.findLeaf, { id, size })
    if (found.index === null)
      throw new DomainError('conflict', 'Hændelsen er ikke forseglet endnu. Prøv igen om lidt.', {
        retryAfter: 5,
      })
    if (found.size === null) throw notFound()
    if (found.index >= found.size) throw ruleViolated('Hændelsen er forseglet efter det kontrolpunkt.')
    path = inclusionPath(found.index, { start: 0, end: found.size })
    const values = { id, size: found.size, ...asked(placesOf(path)) }
    return { recorded: queries.proveInclusion, values }
  })
  return { ...row, hashes: proof(path, nodes) }
}

/** That the tree of one checkpoint is the beginning of another's. @throws not_found when there is no such checkpoint */
export const proveConsistency = async (pool: Pool, call: Call, from: number, to: number) => {
  const path = consistencyPath(from, to)
  const { nodes, ...row } = await change(pool, call, async () => ({
    recorded: queries.proveConsistency,
    values: { from, to, ...asked(placesOf(path)) },
  }))
  return { ...row, hashes: proof(path, nodes) }
}
