import { sql } from 'drizzle-orm'
import { recorded, recordedList } from '../../database/recorded.ts'
import { type RowOf, selected, statement } from '../../database/statement.ts'
import { type Code, codelists } from '../../kernel/codes.ts'
import type { Kind, RuleRow } from '../rules.ts'
import { retentionRules as r } from '../table.ts'

const p = sql.placeholder
const labels = (list: 'retentionKind' | 'retentionPart') =>
  sql.raw(`'${JSON.stringify(codelists[list])}'::jsonb`)

const columns = {
  kind: r.kind,
  label: sql<string>`${labels('retentionKind')} ->> ${r.kind}`,
  keep: r.keep,
  legalBasis: r.legalBasis,
  recordedAt: r.recordedAt,
  recordedBy: r.recordedBy,
}
const noIds = { subjects: sql`'{}'::uuid[]` }
const newest = sql`not exists (select from retention_rules later where later.kind = ${r.kind} and later.id > ${r.id})`
const one = sql`from ${r} where ${r.kind} = ${p('kind')} and ${newest}`

export const listRules = recordedList(columns, sql`from ${r} where ${newest} order by ${r.kind}`, noIds)
export const findRule = recorded(columns, one, noIds)
export const readRule = statement<RuleRow>(sql`select ${selected(columns)} ${one}`)

/** Versions are added and none is changed, so there is no row to lock. */
export const lockSchedule = statement(
  sql`select pg_advisory_xact_lock(hashtext('bo_godt.retention_rules'), hashtext(current_schema()))`,
)
/** Who and when are the database's to say. */
export const insertRule = statement(sql`
  insert into ${r} (id, kind, keep, legal_basis)
  values (${p('id')}, ${p('kind')}, ${p('keep')}, ${p('legalBasis')})`)

const due = {
  kind: sql<Kind>`d.kind`,
  keep: sql<string>`d.keep`,
  count: sql<number>`d.due`,
  ids: sql<string[]>`d.ids`,
  goesWith: sql<{ part: Code<'retentionPart'>; label: string; count: number }[]>`(
    select coalesce(jsonb_agg(g.it || jsonb_build_object('label', ${labels('retentionPart')} -> (g.it ->> 'part'))
      order by g.n), '[]') from jsonb_array_elements(d.goes_with) with ordinality g (it, n))`,
  noLongerCounted: sql<string[]>`d.no_longer_counted`,
  held: sql<number>`d.held`,
  waiting: sql<{ period: string; count: number }[]>`d.waiting`,
}
export type DueRow = RowOf<typeof due>

/** The ids that it shows are in its event, like those of any other answer. */
export const listDue = recordedList(due, sql`from retention_due() d`, { subjects: sql`d.ids` })
