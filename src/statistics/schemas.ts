import { z } from 'zod'
import { id, instantOut, line, listOf, slug } from '../http/fields.ts'
import { page } from '../http/pagination.ts'

const period = z.string().regex(/^[12]\d{3}(-Q[1-4])?$/, 'En periode skrives som 2026 eller 2026-Q3')

export const TableQuery = z.strictObject({
  period: period.optional(),
  format: z.enum(['json', 'json-stat', 'csv']).optional(),
})
export const tableName = z.strictObject({ table: z.string().max(60) })

const Value = z.object({ id: z.string(), label: z.string(), parent: z.string().nullable() })
const Dimension = z.object({ id: z.string(), label: z.string(), values: z.array(Value) })

export const Counts = z
  .object({
    table: z.string(),
    period,
    ruleVersion: z.string().describe('De regler, som tabellen er lavet efter'),
    contentHash: z.string().describe('SHA-256 af alt andet i svaret som kanonisk JSON (RFC 8785)'),
    dimensions: z.array(Dimension),
    cells: z.array(
      z
        .object({
          households: z.number().int().nullable().describe('Husstande; null, når tallet er skjult'),
          hidden: z.boolean(),
        })
        .catchall(z.string())
        .describe('Desuden for hver dimension den værdi, som tallet gælder'),
    ),
  })
  .meta({ id: 'Counts' })

const JsonStat = z.looseObject({ version: z.literal('2.0'), class: z.literal('dataset') })

export const countsByFormat = {
  description: 'Som JSON, JSON-stat 2.0 eller CSV',
  content: {
    'application/json': { schema: Counts },
    'application/json-stat+json': { schema: JsonStat },
    'text/csv': { schema: z.string() },
  },
}

export const Tables = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        dimensions: z.array(z.object({ id: z.string(), label: z.string() })),
        periods: z.array(period),
      }),
    ),
  })
  .meta({ id: 'StatisticsTables' })

export const NewPublication = z.strictObject({ period }).meta({ id: 'NewPublication' })
export const PublicationQuery = z.strictObject(page)

export const Publication = z
  .object({
    id,
    period,
    status: z.enum(['protecting', 'published', 'refused']),
    contentHash: z.string().nullable(),
    ruleVersion: z.string().nullable(),
    publishedAt: instantOut.nullable(),
    tables: z.array(
      z.object({
        id: z.string(),
        status: z.enum(['published', 'refused']),
        reason: z.string().optional(),
      }),
    ),
  })
  .meta({ id: 'Publication' })
export const Publications = listOf(Publication)

export const Certificates = z
  .object({
    id,
    period,
    tables: z.array(
      z.object({
        id: z.string(),
        proof: z.looseObject({}).describe('Det, som npm run statistics:verify efterprøver'),
        bounds: z
          .record(z.string(), z.tuple([z.int(), z.int().nullable()]))
          .describe('Det mindste og det største, som hvert skjult tal kan være for alle udenforstående'),
      }),
    ),
  })
  .meta({ id: 'Certificates' })

export const ofDepartmentAndYear = z.strictObject({
  id: slug,
  year: z.coerce.number().int().min(2000).max(2100),
})

const many = z.int().min(0).max(100_000)
const people = { dwellings: many, households: many, residents: many }

export const NewPopulation = z.strictObject({ ...people, source: line }).meta({ id: 'NewPopulation' })

export const Population = z
  .object({
    id,
    departmentId: z.string(),
    year: z.int(),
    version: z.int(),
    ...people,
    source: z.string(),
    recordedAt: instantOut,
    recordedBy: id,
  })
  .meta({ id: 'Population' })
