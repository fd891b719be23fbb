import { readCounts } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { notFound } from '../kernel/errors.ts'
import { closedQuarters, lookAtCounts, readCells, requireClosed } from './queries.ts'
import { asTable, naboklagerDimensions as dimensions, naboklagerTable } from './rules.ts'
import { Counts, TableQuery, Tables, tableName } from './schemas.ts'

const declared = { access: 'statistics.read', purpose: 'statistics' } as const
const tags = ['statistik']

/** Anonymised counts: read by a role that can read views of counts and nothing else. */
export const statisticsRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/statistics',
    {
      config: { ...declared, action: 'statistics.list' },
      schema: { tags, response: { 200: Tables } },
    },
    async (request) => {
      const quarters = await readCounts(pool, request.call, lookAtCounts, closedQuarters, {})
      const periods = quarters.map(({ period }) => period)
      return { items: [{ ...naboklagerTable, dimensions, periods }] }
    },
  )
  app.get(
    '/statistics/:table',
    {
      config: { ...declared, action: 'statistics.read', versioned: 'one' },
      schema: { tags, params: tableName, querystring: TableQuery, response: { 200: Counts } },
    },
    async (request) => {
      if (request.params.table !== naboklagerTable.id) throw notFound()
      const values = { period: request.query.period ?? null }
      return asTable(await readCounts(pool, request.call, lookAtCounts, readCells, values, requireClosed))
    },
  )
}
