import { sql } from 'drizzle-orm'
import { statement } from '../../database/statement.ts'
import type { Erasure, Kind } from '../rules.ts'

const p = sql.placeholder

/** In the order in which they go. */
export const erasureKinds = statement<{ kind: Kind }>(sql`select kind from erasure_kinds()`)

/** One transaction's worth. */
export const eraseDue = statement<{ erased: number }>(sql`select erase_due(${p('kind')}) as erased`)

/** Of the events that the trail tells to be erased. */
export const eraseTold = statement<{ erased: number }>(sql`select erase_told_events() as erased`)

export const erasuresAfter = statement<Erasure>(sql`
  select position, kind, record_id as id, rfc3339(erased_at) as "erasedAt", keep from erasures_after(${p('last')})`)
