import { z } from 'zod'
import { id, instantOut, slug, text } from '../http/fields.ts'
import { Agreement, Baseline, Comparator, Indicator } from '../indicators/lookups.ts'
import { codesOf } from '../kernel/codes.ts'
import { Counts } from '../statistics/lookups.ts'

const year = z.coerce.number().int().min(2000).max(2100)
export const byYear = z.strictObject({ year })
export const ofGoal = z.strictObject({ year, goalId: slug })
export const Format = z.strictObject({ format: z.enum(['json', 'html']).optional() })

export const Page = z.string().describe('En side, der kan udskrives')

export const NewComment = z.strictObject({ text: text(8_000) }).meta({ id: 'NewEvaluationComment' })

export const Comment = z
  .object({
    id,
    year: z.int(),
    goalId: z.string(),
    version: z.int(),
    text: z.string(),
    recordedAt: instantOut,
    recordedBy: id,
  })
  .meta({ id: 'EvaluationComment' })

const direction = z.enum(codesOf('direction'))
const { name, unit, better, source, baselineYear } = Indicator.shape

const Observed = z
  .object({
    departmentId: Baseline.shape.departmentId,
    label: z.string(),
    value: Baseline.shape.value,
    status: Baseline.shape.status,
    source: z.string(),
    note: z.string().nullable(),
    changeSinceBaseline: Baseline.shape.value,
    direction,
  })
  .meta({ id: 'EvaluatedObservation' })

const EvaluatedIndicator = z
  .object({
    indicatorId: z.string(),
    ...{ name, unit, better, source, baselineYear },
    baselines: z.array(Baseline),
    comparators: z.array(Comparator),
    observations: z.array(Observed),
    direction,
  })
  .meta({ id: 'EvaluatedIndicator' })

const EvaluatedGoal = z
  .object({
    goalId: z.string(),
    name: z.string(),
    comment: z.string().nullable(),
    indicators: z.array(EvaluatedIndicator),
  })
  .meta({ id: 'EvaluatedGoal' })

const Move = z.object({ at: instantOut, by: id, contentHash: z.string() }).meta({ id: 'EvaluationMove' })

export const Evaluation = z
  .object({
    year: z.int(),
    state: z.enum(codesOf('evaluationState')),
    presentation: Move.nullable().describe('Den seneste forelæggelse; en kladde med en er ændret siden'),
    approval: Move.nullable(),
    agreement: Agreement,
    goals: z.array(EvaluatedGoal),
    counts: z.array(Counts),
    withheld: z
      .array(z.object({ table: z.string(), period: z.string(), reason: z.string() }))
      .describe('Tabeller, der ikke kunne offentliggøres'),
    contentHash: z
      .string()
      .describe('SHA-256 af { year, agreement, goals, counts, withheld } som kanonisk JSON (RFC 8785)'),
  })
  .meta({ id: 'Evaluation' })
