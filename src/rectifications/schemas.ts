import { z } from 'zod'
import { date, dateOut, id, instantOut, listOf, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const subjectKind = z.enum(codesOf('rectificationSubject'))
const state = z.enum(codesOf('rectificationState'))
const outcome = z.enum(codesOf('rectificationOutcome'))

export const NewRectification = z
  .strictObject({
    residentId: id,
    subjectKind,
    subjectId: id.describe('Det, som beboeren mener er forkert'),
    claim: text(4_000).describe('Hvad der er forkert, og hvad der burde stå, med beboerens ord'),
    receivedOn: date.describe('Den dag, beboeren bad om rettelsen'),
  })
  .meta({ id: 'NewRectification' })

export const NewDecision = z
  .strictObject({
    outcome,
    reason: text(2_000).nullish().describe('Kun og altid ved et afslag'),
    statement: text(4_000)
      .nullish()
      .describe('Beboerens supplerende erklæring ved et afslag; ellers det, der blev bedt om'),
  })
  .refine(({ outcome, reason }) => (outcome === 'refused') === (reason != null), {
    path: ['reason'],
    message: 'Et afslag begrundes; en rettelse taler for sig selv',
  })
  .refine(({ outcome, statement }) => outcome === 'refused' || statement == null, {
    path: ['statement'],
    message: 'Kun et afslag følges af en supplerende erklæring',
  })
  .meta({ id: 'NewRectificationDecision' })

const Event = z.object({
  kind: z.enum(codesOf('rectificationEvent')),
  organisationId: z.string().nullable(),
  at: instantOut,
  by: id,
})

export const Rectification = z
  .object({
    id,
    residentId: id,
    subjectKind,
    subjectId: id,
    caseId: id.nullable(),
    organisationId: z.string().describe('Den organisation, der har skrevet det og afgør det'),
    claim: z.string(),
    receivedOn: dateOut,
    dueOn: dateOut.describe('En måned efter modtagelsen (databeskyttelsesforordningens artikel 12, stk. 3)'),
    recordedAt: instantOut,
    recordedBy: id,
    state,
    outcome: outcome.nullable(),
    reason: z.string().nullable(),
    statement: z.string().nullable(),
    decidedAt: instantOut.nullable(),
    decidedBy: id.nullable(),
    log: z.array(Event),
  })
  .meta({ id: 'Rectification' })

export const Rectifications = listOf(Rectification).meta({ id: 'Rectifications' })

export const RectificationQuery = z.strictObject({
  state: state.optional(),
  residentId: id.optional(),
  subjectId: id.optional(),
  ...page,
})

export const HistoryQuery = z.strictObject({ ...page })

const history = <T extends z.ZodRawShape>(former: T) =>
  z.object({
    items: z.array(
      z.object({
        id,
        changedAt: instantOut,
        changedBy: z.object({ id, name: z.string() }).nullable(),
        former: z.object(former),
      }),
    ),
    nextCursor: z.string().nullable(),
  })

/** What stood there before each change, the latest first. */
export const CaseHistory = history({ theme: z.enum(codesOf('caseTheme')), problem: z.string() }).meta({
  id: 'CaseHistory',
})
export const ResidentHistory = history({
  name: z.string(),
  birthYear: z.int().nullable(),
  phone: z.string().nullable(),
  protectedAddress: z.boolean(),
}).meta({ id: 'ResidentHistory' })
