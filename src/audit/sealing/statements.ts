import { sql } from 'drizzle-orm'
import { selected, statement } from '../../database/statement.ts'
import { auditEvents as e } from '../table.ts'
import type { SealedEvent } from './leaf.ts'
import type { Node } from './tree.ts'

const p = sql.placeholder

export const begin = statement(sql`begin`)
export const commit = statement(sql`commit`)

/** One seals at a time, of all the processes of a helhedsplan. */
export const lock = statement<{ locked: boolean }>(
  sql`select pg_try_advisory_xact_lock(hashtext('bo_godt.seal'), hashtext(current_schema())) as locked`,
)

/** Which transactions have ended: each below `xmin`, and none from `xmax` on has begun to write. */
export interface Snapshot {
  xmin: number
  xmax: number
  at: string
}
export const snapshot = statement<Snapshot>(sql`
  select pg_snapshot_xmin(s)::text::bigint as xmin, pg_snapshot_xmax(s)::text::bigint as xmax, now() as at
  from pg_current_snapshot() s`)

export interface Checkpoint {
  size: number
  root: Buffer
  note: string
}
export const newestCheckpoint = statement<Checkpoint>(
  sql`select size, root, note from audit_checkpoints order by size desc limit 1`,
)
export const checkpointsAfter = statement<Checkpoint>(
  sql`select size, root, note from audit_checkpoints where size > ${p('size')} order by size limit 100`,
)
export const checkpointOf = statement<Checkpoint>(
  sql`select size, root, note from audit_checkpoints where size = ${p('size')}`,
)

/** The subtrees that the tree is made of, the largest first. */
export const edge = statement<Node>(sql`
  select n.level, n.index, n.hash
  from (select size from audit_checkpoints order by size desc limit 1) c
  cross join generate_series(0, 62) l
  join audit_nodes n on n.level = l and n.index = (c.size >> l) - 1
  where (c.size >> l) & 1 = 1
  order by n.level desc`)

/** An event as it is sealed: every column of the trail is in it. */
export const sealedEvent = {
  id: e.id,
  occurredAt: sql<string>`to_char(${e.occurredAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`,
  action: e.action,
  purpose: e.purpose,
  decision: e.decision,
  actorId: e.actorId,
  organisationId: e.organisationId,
  role: e.role,
  subjectIds: e.subjectIds,
  caseId: e.caseId,
  consentIds: e.consentIds,
  emergencyAccessIds: e.emergencyAccessIds,
  requestId: e.requestId,
}

/** A scalar sub-select is looked up event by event: no plan may read the whole tree, whatever is thought of its size. */
export const unsealed = statement<SealedEvent>(sql`
  select ${selected(sealedEvent)} from ${e}
  where ${e.id} >= ${p('from')} and (select true from audit_leaves l where l.event_id = ${e.id}) is null
  order by ${e.id} limit ${p('limit')}`)

export const addLeaves = statement(sql`
  insert into audit_leaves (index, event_id, leaf)
  select * from unnest(${p('indexes')}::bigint[], ${p('eventIds')}::uuid[], ${p('leaves')}::text[])`)

export const addSalts = statement(sql`
  insert into audit_salts (leaf_index, salt)
  select * from unnest(${p('indexes')}::bigint[], ${p('salts')}::bytea[])`)

export const addNodes = statement(sql`
  insert into audit_nodes (level, index, hash)
  select * from unnest(${p('levels')}::smallint[], ${p('places')}::bigint[], ${p('hashes')}::bytea[])`)

export const addCheckpoint = statement(sql`
  insert into audit_checkpoints (size, root, note, complete_below)
  values (${p('size')}, ${p('root')}, ${p('note')}, greatest(${p('completeBelow')}::uuid,
    (select complete_below from audit_checkpoints order by size desc limit 1)))`)

/** The checkpoint is kept outside of the database. */
export const addShipment = statement(sql`
  insert into audit_shipments (size) select ${p('size')}::bigint on conflict do nothing`)

export const delay = statement<{ seconds: number }>(sql`select seal_delay() as seconds`)
