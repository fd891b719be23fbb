import { readCounts, readOne } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { notFound } from '../kernel/errors.ts'
import { recordPopulation } from './actions/population.ts'
import { closedQuarters, lookAtCounts, readCells, requireClosed } from './queries/counts.ts'
import { findPopulation } from './queries/population.ts'
import { asTable, naboklagerDimensions as dimensions, naboklagerTable } from './rules.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'statistics.read', purpose: 'statistics' } as const
const tags = ['statistik']

/** Anonymised counts: read by a role that can read views of counts and nothing else. */
export const statisticsRoutes: Slice = async (app, context) => {
  await counts(app, context)
  await population(app, context)
}

const counts: Slice = async (app, { pool }) => {
  app.get(
    '/statistics',
    {
      config: { ...declared, action: 'statistics.list' },
      schema: { tags, response: { 200: schemas.Tables } },
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
      schema: {
        tags,
        params: schemas.tableName,
        querystring: schemas.TableQuery,
        response: { 200: schemas.Counts },
      },
    },
    async (request) => {
      if (request.params.table !== naboklagerTable.id) throw notFound()
      const values = { period: request.query.period ?? null }
      return asTable(await readCounts(pool, request.call, lookAtCounts, readCells, values, requireClosed))
    },
  )
}

/** What decides whether a department is large enough to stand under its own name. */
const population: Slice = async (app, { pool, clock }) => {
  const url = '/departments/:id/population/:year'
  const response = { 200: schemas.Population, 201: schemas.Population }
  const params = schemas.ofDepartmentAndYear
  app.put(
    url,
    {
      config: { ...declared, access: 'statistics.manage', action: 'population.record', versioned: 'one' },
      schema: { tags, params, body: schemas.NewPopulation, response },
    },
    async (request, reply) => {
      const kept = await recordPopulation(pool, request.call, clock(), request.params, request.body)
      return reply.code(kept.version === 1 ? 201 : 200).send(kept)
    },
  )
  app.get(
    url,
    {
      config: { ...declared, action: 'population.read', versioned: 'one' },
      schema: { tags, params, response: { 200: schemas.Population } },
    },
    async ({ call, params: { id: departmentId, year } }) =>
      readOne(pool, call, findPopulation, { departmentId, year }),
  )
}
