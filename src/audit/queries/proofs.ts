import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { filtered, selected, statement } from '../../database/statement.ts'
import type { SealedEvent } from '../sealing/leaf.ts'
import { sealedEvent } from '../sealing/statements.ts'
import type { Node } from '../sealing/tree.ts'
import { auditCheckpoints as c, auditEvents as e } from '../table.ts'
import { inPeriod } from './events.ts'

const p = sql.placeholder
const base64 = (bytes: ReturnType<typeof sql>) => sql<string>`encode(${bytes}, 'base64')`

export const listCheckpoints = filtered({ cursor: sql`${c.id} < ${p('cursor')}` }, (where) =>
  recordedPage(
    { id: c.id, size: c.size, rootHash: base64(sql`${c.root}`), signedAt: c.signedAt, note: c.note },
    sql`from ${c} where ${where}`,
    c.id,
    { subjects: sql`array[${c.id}]` },
  ),
)

/** The subtrees that a proof asks for; it is put together outside of the database. */
const nodes = sql<Node[]>`(
  select json_agg(json_build_object('level', n.level, 'index', n.index, 'hash', encode(n.hash, 'base64')))
  from unnest(${p('levels')}::smallint[], ${p('indexes')}::bigint[]) w (level, index)
  join audit_nodes n on n.level = w.level and n.index = w.index)`

/** Where the event is in the trail, and how large the newest tree is, or that of the checkpoint asked for. */
export const findLeaf = statement<{ index: number | null; size: number | null }>(sql`
  select l.index, (select k.size from audit_checkpoints k where ${p('size')}::bigint is null or k.size = ${p('size')}
    order by k.size desc limit 1) as size
  from (select ${p('id')}::uuid as id) asked left join audit_leaves l on l.event_id = asked.id
  where l.index is not null or exists (select from audit_events v where v.id = asked.id)`)

export const proveInclusion = recorded(
  {
    eventId: sql<string>`l.event_id`,
    index: sql<number>`l.index`,
    size: sql<number>`k.size`,
    leaf: sql<string>`l.leaf`,
    salt: base64(sql`s.salt`),
    nodes,
    checkpoint: sql<string>`k.note`,
  },
  sql`from audit_leaves l join audit_checkpoints k on k.size = ${p('size')}
    left join audit_salts s on s.leaf_index = l.index where l.event_id = ${p('id')}`,
  { subjects: sql`array[l.event_id, k.id]` },
)

export const proveConsistency = recorded(
  {
    from: sql<number>`a.size`,
    to: sql<number>`b.size`,
    nodes,
    fromCheckpoint: sql<string>`a.note`,
    toCheckpoint: sql<string>`b.note`,
  },
  sql`from audit_checkpoints a join audit_checkpoints b on b.size = ${p('to')} where a.size = ${p('from')}`,
  { subjects: sql`array[a.id, b.id]` },
)

interface Found {
  /** The newest tree's. */
  size: number
  start: number | null
  end: number | null
}
const wholeTrail = statement<Found>(sql`
  select size, 0 as start, size as "end" from audit_checkpoints order by size desc limit 1`)
const ofPeriod = filtered(inPeriod, (where) =>
  statement<Found>(sql`
    select k.size, r.start, r."end"
    from (select size from audit_checkpoints order by size desc limit 1) k
    cross join lateral (
      select min(l.index) as start, max(l.index) + 1 as "end"
      from (select id, occurred_at from ${e} union all
        select record_id, happened_at from erasures where kind = 'audit_event') ${e}
      join audit_leaves l on l.event_id = ${e.id} where l.index < k.size and ${where}) r`),
)

/** The run of events that holds all of a period, those that are erased too; events are sealed about in the order in which they happen. */
export const findRun = (period: { from?: string | undefined; to?: string | undefined }) =>
  period.from === undefined && period.to === undefined ? wholeTrail : ofPeriod(period)

/** The head of an export. Its event names the checkpoint: what is exported follows from it. */
export const beginExport = recorded(
  { checkpoint: sql<string>`k.note`, nodes },
  sql`from audit_checkpoints k where k.size = ${p('size')}`,
  { subjects: sql`array[k.id]` },
)

/** An event with its place and its salt; of an erased one the leaf is left. */
export type Sealed = { index: number; leaf: string; salt: string | null } & (SealedEvent | { id: null })

export const exportPage = statement<Sealed>(sql`
  select l.index, l.leaf, encode(s.salt, 'base64') as salt, ${selected(sealedEvent)}
  from audit_leaves l left join audit_salts s on s.leaf_index = l.index left join ${e} on ${e.id} = l.event_id
  where l.index >= ${p('next')} and l.index < ${p('end')} order by l.index limit 500`)
