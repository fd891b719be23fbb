import { sql } from 'drizzle-orm'
import { recorded, recordedList, recordedWrite } from '../database/recorded.ts'
import { insertInto, statement } from '../database/statement.ts'
import { agreementColumns, baseline, indicatorColumns } from './lookups.ts'
import type { Unit } from './rules.ts'
import type { Baseline, Point, RowError } from './schemas.ts'
import {
  agreements as a,
  goals as g,
  indicators as i,
  observations as o,
  agreementRevisions as r,
} from './table.ts'

const p = sql.placeholder
const nobody = { subjects: sql`'{}'::uuid[]` }

const revision = { id: r.id, decidedOn: r.decidedOn, text: r.text, recordedAt: r.recordedAt }

export const findAgreement = recorded(agreementColumns, sql`from ${a}`, nobody)

export const insertRevision = recordedWrite(revision, r, insertInto(r, ['id', 'decidedOn', 'text']), nobody)

export const listGoals = recordedList(
  {
    id: g.id,
    name: g.name,
    indicatorIds: sql<
      string[]
    >`array(select x.id from indicators x where x.goal_id = ${g.id} order by x.position)`,
  },
  sql`from ${g} order by ${g.position}`,
  nobody,
)

export const listIndicators = recordedList(indicatorColumns, sql`from ${i} order by ${i.position}`, nobody)
export const findIndicator = recorded(indicatorColumns, sql`from ${i} where ${i.id} = ${p('id')}`, nobody)

const ofDepartment = (column: string) =>
  sql`(${p('departmentId')}::text is null or ${sql.raw(column)} = ${p('departmentId')})`

/** The newest version of each department and year, and what has changed since that department's own baseline. */
const points = sql<Point[]>`(
  select coalesce(json_agg(json_build_object('year', n.year, 'departmentId', n.department_id,
    'value', trim_scale(n.value)::text, 'status', n.status, 'source', n.source,
    'changeSinceBaseline', trim_scale(n.value - b.value)::text) order by n.year, n.department_id), '[]')
  from (
    select distinct on (x.department_id, x.year) x.* from observations x
    where x.indicator_id = ${i.id} and ${ofDepartment('x.department_id')}
    order by x.department_id, x.year, x.id desc) n
  left join indicator_baselines b
    on b.indicator_id = ${i.id} and b.department_id is not distinct from n.department_id)`

export const findSeries = recorded(
  {
    indicatorId: i.id,
    unit: i.unit,
    baseline: sql<Baseline | null>`(select ${baseline} from indicator_baselines b
      where b.indicator_id = ${i.id} and b.department_id is not distinct from ${p('departmentId')}::text)`,
    comparators: indicatorColumns.comparators,
    points,
  },
  sql`from ${i} where ${i.id} = ${p('id')}
    and (${p('departmentId')}::text is null or exists (select from departments d where d.id = ${p('departmentId')}))`,
  nobody,
)

const same = sql`o.indicator_id = ${p('id')} and o.year = ${p('year')}
  and o.department_id is not distinct from ${p('departmentId')}::text`

const observation = {
  id: o.id,
  indicatorId: o.indicatorId,
  departmentId: o.departmentId,
  year: o.year,
  version: sql<number>`(select count(*)::int from observations e where e.indicator_id = ${o.indicatorId}
    and e.year = ${o.year} and e.department_id is not distinct from ${o.departmentId} and e.id <= ${o.id})`,
  value: sql<string | null>`trim_scale(${o.value})::text`,
  status: o.status,
  source: o.source,
  note: o.note,
  recordedAt: o.recordedAt,
  recordedBy: o.recordedBy,
}

/** @throws not_found by its caller when there is no such indicator */
export const unitOf = statement<{ unit: Unit }>(
  sql`select ${i.unit} as unit from ${i} where ${i.id} = ${p('id')}`,
)

export interface Version {
  id: string
  value: string | null
  status: 'final' | 'pending'
  source: string
  note: string | null
}

export const newestVersion = statement<Version>(sql`
  select o.id, trim_scale(o.value)::text as value, o.status, o.source, o.note
  from observations o where ${same} order by o.id desc limit 1`)

export const insertObservation = statement(
  insertInto(o, ['id', 'indicatorId', 'departmentId', 'year', 'value', 'status', 'source', 'note']),
)
export const findObservation = recorded(
  observation,
  sql`from ${o} where ${o.id} = ${p('observationId')}`,
  nobody,
)

export const listVersions = recordedList(
  observation,
  sql`from ${o} where ${o.indicatorId} = ${p('id')} and ${o.year} = ${p('year')}
    and (${p('departmentId')}::text is null or ${o.departmentId} = ${p('departmentId')}) order by ${o.id} desc`,
  nobody,
)

export const requireIndicator = statement(
  sql`select require_found(exists (select from indicators i where i.id = ${p('id')}))`,
)

/** What a row of an import may name. */
export const known = statement<{ units: Record<string, Unit>; departments: string[]; year: number }>(sql`
  select (select json_object_agg(i.id, i.unit) from indicators i) as units,
    array(select d.id from departments d) as departments, extract(year from today())::int as year`)

export const insertRows = statement(sql`
  insert into observations (id, indicator_id, department_id, year, value, status, source, note)
  select x.id, x.indicator, x.department, x.year, x.value, x.status, x.source, x.note
  from jsonb_to_recordset(${p('file')}::jsonb -> 'rows') x (id uuid, indicator text, department text, year smallint,
    value numeric, status text, source text, note text)`)

/** What became of a file, kept with the answer for whoever asks again. */
export const tellOutcome = recorded(
  {
    dryRun: sql<boolean>`(${p('outcome')}::json ->> 'dryRun')::boolean`,
    accepted: sql<number>`(${p('outcome')}::json ->> 'accepted')::int`,
    errors: sql<RowError[]>`${p('outcome')}::json -> 'errors'`,
  },
  sql``,
  nobody,
)
