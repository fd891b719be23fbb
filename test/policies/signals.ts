import type { TestApp } from '../support/app.ts'
import type { Signal } from './state.ts'

export const loadSignals = async ({ database }: TestApp): Promise<Signal[]> =>
  database.admin<Signal & Record<string, unknown>>(`
    select s.id, s.department_id as "departmentId", s.tenancy_id as "tenancyId",
      array(select l.naboklage_id from signal_naboklager l where l.signal_id = s.id) as "naboklageIds"
    from signals s order by s.id`)

/** They go with the cases that they may have become, and come back as they were raised. */
export const restoreSignals = async ({ database }: TestApp, signals: Signal[]): Promise<void> => {
  for (const { id, departmentId, tenancyId, naboklageIds } of signals)
    await database.admin(
      `with s as (insert into signals (id, department_id, tenancy_id) values ($1, $2, $3) returning id)
      insert into signal_naboklager (signal_id, naboklage_id) select s.id, unnest($4::uuid[]) from s`,
      [id, departmentId, tenancyId, naboklageIds],
    )
}

/** One complaint is enough here, so that there is a signal of each household that is complained about. */
export const signalSettings = { 'bo_godt.signal_complaints': 1, 'bo_godt.signal_complainants': 1 }
