import { z } from 'zod'

export const quarter = z.string().regex(/^20\d\d-Q[1-4]$/, 'Et kvartal skrives som 2026-Q3')

export const TableQuery = z.strictObject({ period: quarter.optional() })
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
        dimensions: z.array(z.string()),
        periods: z.array(quarter),
      }),
    ),
  })
  .meta({ id: 'StatisticsTables' })
