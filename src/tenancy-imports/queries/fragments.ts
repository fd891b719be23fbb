import { sql } from 'drizzle-orm'

const p = sql.placeholder

/** The rows of the file. */
export const here = sql`s.import_id = ${p('id')}::uuid`
/** One row of each lease. */
export const leads = sql`(select s.* from tenancy_import_rows s where ${here} and s.lead)`
/** Whether a tenancy is in the file. */
export const inFile = sql`exists (select from tenancy_import_rows s where ${here} and s.tenancy = t.id)`

/** Whether two are of one dwelling at the same time, by the index that keeps them apart. */
export const meets = sql`t.department_id = a.department_id and folded(t.address) = a.address_key
  and folded(t.dwelling) = a.dwelling_key
  and daterange(t.moved_in_on, t.moved_out_on) && daterange(a.moved_in_on, a.moved_out_on)`
