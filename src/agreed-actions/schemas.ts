import { z } from 'zod'
import { date, dateOut, id, instantOut, line, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const method = z.enum(codesOf('actionMethod'))
const status = z.enum(codesOf('actionStatus'))
const dataCategory = z.enum(codesOf('dataCategory'))
const yesOrNo = z.enum(['true', 'false']).transform((value) => value === 'true')

/** Bridging leads to an activity of the delaftale or to a community; no other method does. */
export const NewAction = z
  .strictObject({
    title: line,
    method,
    activityId: slug.nullish().describe('Kun ved brobygning: en af delaftalens aktiviteter'),
    community: line.nullish().describe('Kun ved brobygning: et fællesskab uden for delaftalen'),
    responsibleUserId: id,
    dueOn: date,
    dataCategory,
    residentIds: z.array(id).min(1).max(50),
  })
  .refine(
    ({ method, activityId, community }) =>
      [activityId, community].filter((to) => to != null).length === (method === 'bridging' ? 1 : 0),
    {
      path: ['activityId'],
      message:
        'Brobygning fører til enten en aktivitet eller et fællesskab; andre metoder til ingen af delene',
    },
  )
  .meta({ id: 'NewAction' })

export const Completion = z
  .strictObject({ completedOn: date.nullish().describe('I dag er standard'), note: text(2_000).nullish() })
  .meta({ id: 'Completion' })
export const Drop = z.strictObject({ reason: text(2_000) }).meta({ id: 'Drop' })
export const NewDueDate = z.strictObject({ dueOn: date, reason: text(2_000) }).meta({ id: 'NewDueDate' })

const member = z.object({ id, name: z.string(), organisationId: z.string().nullable() })

export const Action = z
  .object({
    id,
    caseId: id,
    organisationId: z.string(),
    author: member,
    title: z.string(),
    method,
    activityId: z.string().nullable(),
    community: z.string().nullable(),
    responsibleUserId: id,
    responsible: member,
    dueOn: dateOut,
    overdue: z.boolean(),
    dueDates: z.array(
      z.object({ dueOn: dateOut, reason: z.string().nullable(), recordedAt: instantOut, recordedBy: id }),
    ),
    dataCategory,
    residentIds: z.array(id),
    status,
    completedOn: dateOut.nullable(),
    completionNote: z.string().nullable(),
    dropReason: z.string().nullable(),
    settledAt: instantOut.nullable(),
    settledBy: id.nullable(),
    recordedAt: instantOut,
  })
  .meta({ id: 'Action' })

export const Actions = listOf(Action).meta({ id: 'Actions' })

export const CaseActionQuery = z.strictObject({ status: status.optional(), ...page })

export const ActionQuery = z.strictObject({
  mine: yesOrNo.optional().describe('Dem, jeg selv er ansvarlig for'),
  overdue: yesOrNo.optional(),
  dueBefore: date.optional(),
  status: status.optional(),
  caseId: id.optional(),
  ...page,
})
