import type { Pool, PoolClient } from 'pg'
import { send, withClient } from '../../database/client.ts'
import { decode } from '../../database/row.ts'
import { bind } from '../../database/statement.ts'
import { leafOf, newSalt, type SealedEvent } from './leaf.ts'
import { checkpointNote, type Signer } from './note.ts'
import * as statements from './statements.ts'
import { grow, hashOver, leafHash, type Node } from './tree.ts'

/** The trail is no longer what was signed: sealing it anew would hide that. The message holds no data. */
export class BrokenTrail extends Error {}

export interface Outcome {
  sealed: number
  /** The id of the last one. */
  last: string | undefined
  /** What had been committed by whom when the unsealed events were looked for. */
  snapshot: statements.Snapshot
}

export interface Batch {
  /** Events with an id from this one on are looked at. */
  from: string
  /** No event below this id is unsealed, nor will be. */
  completeBelow: string
  limit: number
}

interface Found {
  snapshot: statements.Snapshot
  edge: Node[]
  events: SealedEvent[]
}

/** Under READ COMMITTED each statement sees what was committed before it: the lock is taken before all of them. */
const look = async (client: PoolClient, { from, limit }: Batch): Promise<Found | undefined> => {
  const { begin, lock, snapshot, newestCheckpoint, edge, unsealed } = statements
  const steps = [begin, lock, snapshot, newestCheckpoint, edge].map((each) => bind(each, {}))
  const answers = await send(client, [...steps, bind(unsealed, { from, limit })])
  const rows = answers.map((answer) => answer.rows)
  if (!decode(lock, rows[1] ?? [])[0]?.locked) return undefined
  const [head] = decode(newestCheckpoint, rows[3] ?? [])
  const tree = decode(edge, rows[4] ?? [])
  if (head && !hashOver(tree.map(({ hash }) => hash)).equals(head.root))
    throw new BrokenTrail('the stored tree is not what its newest checkpoint says')
  const [seen] = decode(snapshot, rows[2] ?? [])
  return { snapshot: seen as statements.Snapshot, edge: tree, events: decode(unsealed, rows[5] ?? []) }
}

const write = ({ edge, events }: Found, signer: Signer, completeBelow: string) => {
  const salts = events.map(newSalt)
  const leaves = events.map((event, at) => leafOf(event, salts[at] as Buffer))
  const grown = grow(edge, leaves.map(leafHash))
  const own = grown.nodes.filter(({ level }) => level === 0).map(({ index }) => index)
  const size = (own.at(-1) ?? 0) + 1
  const root = hashOver(grown.edge.map(({ hash }) => hash))
  const nodes = {
    levels: grown.nodes.map(({ level }) => level),
    places: grown.nodes.map(({ index }) => index),
    hashes: grown.nodes.map(({ hash }) => hash),
  }
  return [
    bind(statements.addLeaves, { indexes: own, eventIds: events.map(({ id }) => id), leaves }),
    bind(statements.addSalts, { indexes: own, salts }),
    bind(statements.addNodes, nodes),
    bind(statements.addCheckpoint, { size, root, note: checkpointNote(signer, size, root), completeBelow }),
  ]
}

/**
 * Seals the oldest unsealed events, and signs the tree that they make: all of it is committed, or nothing.
 * @returns nothing when another one is sealing
 * @throws BrokenTrail
 */
export const sealBatch = (pool: Pool, signer: Signer, batch: Batch): Promise<Outcome | undefined> =>
  withClient(pool, async (client) => {
    const found = await look(client, batch)
    const adding = found && found.events.length > 0 ? write(found, signer, batch.completeBelow) : []
    const answers = await send(client, [...adding, bind(statements.commit, {})])
    if (answers.at(-1)?.tag !== 'COMMIT') throw new Error('the seal was not committed')
    if (!found) return undefined
    const { events, snapshot } = found
    return { sealed: events.length, last: events.at(-1)?.id, snapshot }
  })
