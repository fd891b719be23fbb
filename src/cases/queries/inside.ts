import { type SQLWrapper, sql } from 'drizzle-orm'

/** What the trail says of a list of things on a case, also of an empty one; a case out of sight is not found. */
export const insideCase = (id: SQLWrapper) => ({
  listOf: sql`${id}::uuid`,
  found: sql`sees_case(${id}::uuid)`,
})
