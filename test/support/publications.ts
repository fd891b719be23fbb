import type { TestApp } from './app.ts'

/** A publication of one table in which there is nothing to protect, stored as the job stores it. Answers its id. */
export const publishNothing = async ({ as, database }: TestApp): Promise<string> => {
  const { body } = await as('koordinator').post('/statistics/publications', { period: '2025-Q1' })
  const table = { id: 'naboklager', content: {}, proof: {}, bounds: {}, release: {} }
  const outcome = { status: 'published', ruleVersion: 'x', contentHash: 'x', tables: [table] }
  await database.admin('select store_publication($1, 0, $2)', [body.id, JSON.stringify(outcome)])
  return body.id
}
