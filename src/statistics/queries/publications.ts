import { sql } from 'drizzle-orm'
import { recorded, recordedPage } from '../../database/recorded.ts'
import { insertInto, statement } from '../../database/statement.ts'
import type { Bounds } from '../disclosure/problem.ts'
import { publicationOutcomes as o, publications as p } from '../table.ts'

interface TableOutcome {
  id: string
  status: 'published' | 'refused'
  reason?: string
}

interface Proof {
  id: string
  proof: Record<string, unknown>
  bounds: Record<string, Bounds>
}

const columns = {
  id: p.id,
  period: p.period,
  status: sql<'protecting' | 'published' | 'refused'>`coalesce(${o.status}, 'protecting')`,
  contentHash: sql<string | null>`${o.contentHash}`,
  ruleVersion: sql<string | null>`${o.ruleVersion}`,
  publishedAt: sql<string | null>`${o.publishedAt}`,
  tables: sql<TableOutcome[]>`coalesce((
    select json_agg(json_strip_nulls(json_build_object('id', t.table_id,
      'status', case when t.reason is null then 'published' else 'refused' end, 'reason', t.reason)) order by t.position)
    from published_tables t where t.publication_id = ${p.id}), '[]')`,
}
const source = sql`from ${p} left join ${o} on ${o.publicationId} = ${p.id}`
const trail = { subjects: sql`array[${p.id}]` }

export const findPublication = recorded(
  columns,
  sql`${source} where ${p.id} = ${sql.placeholder('id')}`,
  trail,
)

/** Whether it is this request that has it made. */
export const findPublicationOf = recorded(
  { ...columns, first: sql<boolean>`${p.id} = ${sql.placeholder('id')}` },
  sql`${source} where ${p.period} = ${sql.placeholder('period')}`,
  trail,
)

const cursor = sql`${sql.placeholder('cursor')}::uuid`

export const listPublications = recordedPage(
  columns,
  sql`${source} where ${cursor} is null or ${p.id} < ${cursor}`,
  p.id,
  trail,
)

/** There were no records before 2025, and an open period is not published. */
export const requireToHaveEnded = statement(sql`
  select require(${sql.placeholder('period')} >= '2025', 'Der er ingen tal fra før 2025.'),
    require_closed(period_is_closed(${sql.placeholder('period')}))`)

export const insertPublication = statement(
  sql`${insertInto(p, ['id', 'period'])} on conflict (period) do nothing`,
)

export const findProofs = recorded(
  {
    id: p.id,
    period: p.period,
    tables: sql<Proof[]>`coalesce((
      select json_agg(json_build_object('id', f.table_id, 'proof', f.proof, 'bounds', f.bounds) order by t.position)
      from publication_proofs f
      join published_tables t on t.publication_id = f.publication_id and t.table_id = f.table_id
      where f.publication_id = ${p.id}), '[]')`,
  },
  sql`from ${p} where ${p.id} = ${sql.placeholder('id')}`,
  trail,
)
