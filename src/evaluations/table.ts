import { sql } from 'drizzle-orm'
import { check, index, pgTable, smallint, text, uniqueIndex } from 'drizzle-orm/pg-core'
import { byActor, code, gate, id, policy, recordedAt } from '../database/columns.ts'
import { goals } from '../indicators/table.ts'

const readers = () =>
  policy('readers', {
    for: 'select',
    using: sql`(select actor_role()) = any ('{helhedsplan,board,dpo}'::text[])`,
  })
const byHand = sql`recorded_by = (select actor_id())`

/** What the coordinator says of a goal's year: every version is kept, and the newest counts. */
export const evaluationComments = pgTable(
  'evaluation_comments',
  {
    id: id(),
    year: smallint().notNull(),
    goalId: text()
      .notNull()
      .references(() => goals.id),
    text: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.year, t.goalId, t.id),
    gate(),
    readers(),
    policy('coordinator_records', {
      for: 'insert',
      withCheck: sql`(select actor_role()) = 'helhedsplan' and ${byHand}`,
    }),
  ],
)

/**
 * An evaluation is laid before the board, and approved by it: each time with the content that was meant, as canonical
 * JSON (RFC 8785) that anyone can hash anew.
 */
export const evaluationMoves = pgTable(
  'evaluation_moves',
  {
    id: id(),
    year: smallint().notNull(),
    kind: code('evaluationMove'),
    content: text().notNull(),
    contentHash: text().notNull(),
    recordedAt: recordedAt(),
    recordedBy: byActor(),
  },
  (t) => [
    index().on(t.year, t.kind, t.id),
    uniqueIndex('evaluation_moves_approved_once').on(t.year).where(sql`kind = 'approval'`),
    check(
      'evaluation_moves_hash_of_content',
      sql`${t.contentHash} = encode(sha256(convert_to(${t.content}, 'UTF8')), 'hex')`,
    ),
    gate(),
    readers(),
    policy('coordinator_presents', {
      for: 'insert',
      withCheck: sql`kind = 'presentation' and (select actor_role()) = 'helhedsplan' and ${byHand}`,
    }),
    policy('board_approves', {
      for: 'insert',
      withCheck: sql`kind = 'approval' and (select actor_role()) = 'board' and ${byHand}`,
    }),
  ],
)
