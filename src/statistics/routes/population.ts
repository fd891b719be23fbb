import { readOne } from '../../database/scope.ts'
import type { Slice } from '../../http/slice.ts'
import { recordPopulation } from '../actions/population.ts'
import { findPopulation } from '../queries/population.ts'
import * as schemas from '../schemas.ts'

const declared = { purpose: 'statistics', versioned: 'one' } as const
const url = '/departments/:id/population/:year'
const tags = ['statistik']
const params = schemas.ofDepartmentAndYear

/** What decides whether a department is large enough to stand under its own name. */
export const populationRoutes: Slice = async (app, { pool, clock }) => {
  const response = { 200: schemas.Population, 201: schemas.Population }
  app.put(
    url,
    {
      config: { ...declared, access: 'statistics.manage', action: 'population.record' },
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
      config: { ...declared, access: 'statistics.read', action: 'population.read' },
      schema: { tags, params, response: { 200: schemas.Population } },
    },
    async ({ call, params: { id: departmentId, year } }) =>
      readOne(pool, call, findPopulation, { departmentId, year }),
  )
}
