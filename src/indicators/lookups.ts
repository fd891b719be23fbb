import { sql } from 'drizzle-orm'
import type { Baseline, Comparator } from './schemas.ts'
import { agreements as a, indicators as i } from './table.ts'

export { Agreement, Baseline, Comparator, Indicator } from './schemas.ts'
export { agreements, goals, indicators } from './table.ts'

export const baseline = sql.raw(`json_build_object('departmentId', b.department_id, 'label', b.label,
  'value', trim_scale(b.value)::text, 'status', b.status, 'pendingText', b.pending_text, 'source', b.source)`)

const comparators = sql<Comparator[]>`(
  select coalesce(json_agg(json_build_object('label', c.label, 'value', trim_scale(c.value)::text, 'source', c.source)
    order by c.position), '[]') from indicator_comparators c where c.indicator_id = ${i.id})`

export const indicatorColumns = {
  id: i.id,
  goalId: i.goalId,
  name: i.name,
  unit: i.unit,
  better: i.better,
  source: i.source,
  baselineYear: i.baselineYear,
  baselines: sql<Baseline[]>`(
    select json_agg(${baseline} order by b.position) from indicator_baselines b where b.indicator_id = ${i.id})`,
  comparators,
}

interface Activity {
  id: string
  name: string
  hoursPerWeek: number
  purpose: string[]
  targetGroups: string[]
}

export const agreementColumns = {
  title: a.title,
  validFrom: a.validFrom,
  validTo: a.validTo,
  parties: sql<{ name: string; role: string }[]>`(
    select json_agg(json_build_object('name', x.name, 'role', x.role) order by x.position) from agreement_parties x)`,
  activities: sql<Activity[]>`(
    select json_agg(json_build_object('id', x.id, 'name', x.name, 'hoursPerWeek', x.hours_per_week,
      'purpose', x.purpose, 'targetGroups', x.target_groups) order by x.position) from activities x)`,
  revisions: sql<{ id: string; decidedOn: string; text: string; recordedAt: string }[]>`(
    select coalesce(json_agg(json_build_object('id', x.id, 'decidedOn', x.decided_on, 'text', x.text,
      'recordedAt', rfc3339(x.recorded_at)) order by x.decided_on desc, x.id desc), '[]') from agreement_revisions x)`,
}

/** A figure of one year, and what has changed since the same area's own baseline, as exact decimals. */
export interface Observed {
  departmentId: string | null
  label: string
  value: string | null
  status: 'final' | 'pending'
  source: string
  note: string | null
  changeSinceBaseline: string | null
}

/** The newest version of each figure of an indicator in the year that the placeholder `year` names. */
export const observationsOfYear = sql<Observed[]>`(
  select coalesce(json_agg(json_build_object('departmentId', n.department_id,
    'label', coalesce(d.name, 'Boligområderne under helhedsplanen'), 'value', trim_scale(n.value)::text,
    'status', n.status, 'source', n.source, 'note', n.note,
    'changeSinceBaseline', trim_scale(n.value - b.value)::text) order by d.position nulls first), '[]')
  from (
    select distinct on (x.department_id) x.* from observations x
    where x.indicator_id = ${i.id} and x.year = ${sql.placeholder('year')}
    order by x.department_id, x.id desc) n
  left join departments d on d.id = n.department_id
  left join indicator_baselines b
    on b.indicator_id = ${i.id} and b.department_id is not distinct from n.department_id)`
