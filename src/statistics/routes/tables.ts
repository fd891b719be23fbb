import { read, readOne } from '../../database/scope.ts'
import type { Slice } from '../../http/slice.ts'
import { notFound } from '../../kernel/errors.ts'
import { catalogue } from '../catalogue.ts'
import { asCsv } from '../formats/csv.ts'
import { asJsonStat } from '../formats/json-stat.ts'
import { findPublished, listPublished, requireClosed } from '../queries/published.ts'
import * as schemas from '../schemas.ts'

const declared = { access: 'statistics.read', purpose: 'statistics' } as const
const tags = ['statistik']

/** The first is for callers who ask for none of them. */
const mediaTypes = {
  json: 'application/json',
  'json-stat': 'application/json-stat+json',
  csv: 'text/csv',
} as const
const formats = Object.keys(mediaTypes) as (keyof typeof mediaTypes)[]

/** Only what has been published is read here: counts that are not protected are out of reach. */
export const tableRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/statistics',
    {
      config: { ...declared, action: 'statistics.list' },
      schema: { tags, response: { 200: schemas.Tables } },
    },
    async (request) => {
      const published = await read(pool, request.call, listPublished, {})
      const items = catalogue.map(({ id, title, place, by }) => {
        const periods = published.filter(({ table }) => table === id).map(({ period }) => period)
        return { id, title, dimensions: [place, by], periods }
      })
      return { items }
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
        response: { 200: schemas.countsByFormat },
      },
    },
    async (request, reply) => {
      const entry = catalogue.find(({ id }) => id === request.params.table)
      if (!entry) throw notFound()
      const { format: asked, period = null } = request.query
      const values = { table: entry.id, period }
      const { content } = await readOne(pool, request.call, findPublished, values, requireClosed)
      const accepted = request.accepts().type(Object.values(mediaTypes))
      const format = asked ?? formats.find((each) => mediaTypes[each] === accepted) ?? 'json'
      const shown = {
        json: () => content,
        'json-stat': () => asJsonStat(entry.title, content),
        csv: () => asCsv(content),
      }
      return reply.header('vary', 'accept').type(`${mediaTypes[format]}; charset=utf-8`).send(shown[format]())
    },
  )
}
