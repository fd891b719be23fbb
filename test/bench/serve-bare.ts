import Fastify from 'fastify'
import pg from 'pg'
import { v7 } from 'uuid'
import { departments, given, statements } from './bare-sql.ts'
import { actors, idOf } from './data.ts'

/**
 * What the same answers cost without tokens, policies, trail, schemas and entity tags: Fastify, and one named
 * statement a request on a pool of the same size, as superuser.
 */
const { DATABASE_URL, DATABASE_SCHEMA, DATABASE_POOL_SIZE } = process.env
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: Number(DATABASE_POOL_SIZE),
  options: `-c search_path=${DATABASE_SCHEMA} -c timezone=UTC -c plan_cache_mode=force_generic_plan`,
})
const app = Fastify()
const rows = async (name: keyof typeof statements, values: unknown[]) =>
  (await pool.query({ name, text: statements[name], values })).rows

type WithId = { Params: { id: string } }

app.post<{ Body: Record<string, unknown> }>('/api/v1/naboklager', async ({ body }, reply) => {
  const content = given.map((name) => body[name] ?? null)
  const { name, withheld = true } = body.complainant as { name: string; withheld?: boolean }
  const values = [v7(), ...content, name, withheld, idOf('user', actors.drift)]
  return reply.code(201).send((await rows('insertNaboklage', values))[0])
})
app.get<{ Querystring: { limit?: string } }>('/api/v1/naboklager', async ({ query }) => ({
  items: await rows('listNaboklager', [departments, Number(query.limit ?? 50)]),
}))
app.get<WithId>('/api/v1/cases/:id', async ({ params }) => (await rows('findCase', [params.id]))[0])
app.get<WithId>('/api/v1/cases/:id/entries', async ({ params }) => ({
  items: await rows('listEntries', [params.id]),
}))
app.get<{ Querystring: { limit?: string } }>('/api/v1/cases', async ({ query }) => ({
  items: await rows('listCases', [Number(query.limit ?? 50)]),
}))
process.send?.({ address: await app.listen({ port: 0, host: '127.0.0.1' }), tokens: {} })
process.on('disconnect', () => process.exit())
