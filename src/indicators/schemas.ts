import { z } from 'zod'
import { date, dateOut, id, instantOut, line, plainListOf, slug, text } from '../http/fields.ts'
import { Problem } from '../http/problem.ts'
import { codesOf } from '../kernel/codes.ts'

const figure = z.string().describe('Decimaltal med punktum')
const status = z.enum(codesOf('figureStatus'))
const unit = z.enum(codesOf('indicatorUnit'))
const department = z.string().nullable().describe('null: hele området')
const year = z.coerce.number().int().min(2000).max(2100)

export const bySlug = z.strictObject({ id: slug })
export const byYear = z.strictObject({ id: slug, year })
export const OfDepartment = z.strictObject({ departmentId: slug.optional() })

export const Revision = z
  .object({ id, decidedOn: dateOut, text: z.string(), recordedAt: instantOut })
  .meta({ id: 'AgreementRevision' })

export const Agreement = z
  .object({
    title: z.string(),
    validFrom: dateOut,
    validTo: dateOut.describe('Sidste dag'),
    parties: z.array(z.object({ name: z.string(), role: z.string() })),
    activities: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        hoursPerWeek: z.int(),
        purpose: z.array(z.string()),
        targetGroups: z.array(z.string()),
      }),
    ),
    revisions: z.array(Revision),
  })
  .meta({ id: 'Agreement' })

export const NewRevision = z.strictObject({ decidedOn: date, text: text(4_000) }).meta({ id: 'NewRevision' })

export const Goals = plainListOf(
  z.object({ id: z.string(), name: z.string(), indicatorIds: z.array(z.string()) }).meta({ id: 'Goal' }),
).meta({ id: 'Goals' })

export const Baseline = z
  .object({
    departmentId: department,
    label: z.string(),
    value: figure.nullable(),
    status,
    pendingText: z.string().nullable(),
    source: z.string(),
  })
  .meta({ id: 'Baseline' })
export type Baseline = z.infer<typeof Baseline>

export const Comparator = z
  .object({ label: z.string(), value: figure, source: z.string() })
  .meta({ id: 'Comparator' })
export type Comparator = z.infer<typeof Comparator>

export const Indicator = z
  .object({
    id: z.string(),
    goalId: z.string(),
    name: z.string(),
    unit,
    better: z.enum(['lower', 'higher']).nullable(),
    source: z.string(),
    baselineYear: z.int().nullable(),
    baselines: z.array(Baseline),
    comparators: z.array(Comparator),
  })
  .meta({ id: 'Indicator' })

export const Indicators = plainListOf(Indicator).meta({ id: 'Indicators' })

const Point = z
  .object({
    year: z.int(),
    departmentId: department,
    value: figure.nullable(),
    status,
    source: z.string(),
    changeSinceBaseline: figure.nullable(),
  })
  .meta({ id: 'SeriesPoint' })
export type Point = z.infer<typeof Point>

export const Series = z
  .object({
    indicatorId: z.string(),
    unit,
    baseline: Baseline.nullable(),
    comparators: z.array(Comparator),
    points: z.array(Point),
  })
  .meta({ id: 'Series' })

export const NewObservation = z
  .strictObject({
    departmentId: slug.nullish(),
    value: z.string().max(20).nullable(),
    status,
    source: line,
    note: text(2_000).nullish(),
  })
  .meta({ id: 'NewObservation' })

export const Observation = z
  .object({
    id,
    indicatorId: z.string(),
    departmentId: department,
    year: z.int(),
    version: z.int(),
    value: figure.nullable(),
    status,
    source: z.string(),
    note: z.string().nullable(),
    recordedAt: instantOut,
    recordedBy: id,
  })
  .meta({ id: 'Observation' })

export const Observations = plainListOf(Observation).meta({ id: 'Observations' })

export const ImportQuery = z.strictObject({
  dryRun: z
    .enum(['true', 'false'])
    .default('true')
    .transform((value) => value === 'true'),
})

const RowError = z.object({ row: z.int(), column: z.string(), message: z.string() })
export type RowError = z.infer<typeof RowError>

export const Imported = z
  .object({ dryRun: z.boolean(), accepted: z.int(), errors: z.array(RowError) })
  .meta({ id: 'Imported' })

/** A file that is refused: what is wrong with it, by row and column. */
export const ImportProblem = Problem.extend(Imported.partial().shape).meta({ id: 'ImportProblem' })
