import { z } from 'zod'
import { id, instantOut, line, slug } from '../http/fields.ts'

const quarter = z.string().regex(/^\d{4}-Q[1-4]$/)
const period = z.string().regex(/^\d{4}(-Q[1-4])?$/, 'En periode skrives som 2026 eller 2026-Q3')

export const TableQuery = z.strictObject({ period: period.optional() })
export const tableName = z.strictObject({ table: z.string().max(60) })

const Value = z.object({ id: z.string(), label: z.string(), parent: z.string().nullable() })
const Dimension = z.object({ id: z.string(), label: z.string(), values: z.array(Value) })

export const Counts = z
  .object({
    table: z.string(),
    period: quarter,
    ruleVersion: z.string(),
    contentHash: z.string(),
    dimensions: z.array(Dimension),
    cells: z.array(
      z.object({
        landlord: z.string(),
        categoryGroup: z.string(),
        households: z.number().int().nullable().describe('Husstande; null, når tallet er skjult'),
        hidden: z.boolean(),
      }),
    ),
  })
  .meta({ id: 'Counts' })

export const Tables = z
  .object({
    items: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        dimensions: z.array(z.object({ id: z.string(), label: z.string() })),
        periods: z.array(quarter),
      }),
    ),
  })
  .meta({ id: 'StatisticsTables' })

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
