import { z } from 'zod'
import { NewCase } from '../cases/lookups.ts'
import { date, dateOut, id, instantOut, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const status = z.enum(codesOf('signalStatus'))
const reason = text(2_000)

export const Signal = z
  .object({
    id,
    departmentId: z.string(),
    tenancyId: id,
    status,
    raisedAt: instantOut,
    naboklager: z.array(
      z.object({
        id,
        reference: z.string(),
        category: z.enum(codesOf('naboklageCategory')),
        occurredAt: instantOut,
        status: z.enum(codesOf('naboklageStatus')),
      }),
    ),
    waitingUntil: dateOut.nullable(),
    reason: z.string().nullable(),
    caseId: id.nullable(),
  })
  .meta({ id: 'Signal' })

export const Signals = listOf(Signal).meta({ id: 'Signals' })

export const SignalQuery = z.strictObject({
  departmentId: slug.optional(),
  status: status.optional(),
  ...page,
})

export const Dismissal = z.strictObject({ reason }).meta({ id: 'SignalDismissal' })

export const Waiting = z
  .strictObject({
    until: date.describe('Signalet er åbent igen fra denne dag'),
    reason: reason.nullable().default(null),
  })
  .meta({ id: 'SignalWaiting' })

export const CaseOfSignal = z
  .strictObject({
    residentIds: NewCase.shape.residentIds,
    theme: NewCase.shape.theme.default('neighbour_relations'),
    problem: NewCase.shape.problem,
  })
  .meta({ id: 'CaseOfSignal' })
