import { z } from 'zod'
import { date, dateOut, id, instantOut, text } from '../../http/fields.ts'
import { page } from '../../http/pagination.ts'
import { codesOf } from '../../kernel/codes.ts'
import { Content, Redaction } from './content.ts'

const state = z.enum(codesOf('subjectAccessState'))

export const NewSubjectAccess = z
  .strictObject({ receivedOn: date.describe('Den dag, beboeren bad om indsigt') })
  .meta({ id: 'NewSubjectAccess' })

const told = text(2_000).describe('Det, som beboeren får at vide')

export const NewExtension = z
  .strictObject({
    dueOn: date.describe(
      'Højst tre måneder efter modtagelsen (databeskyttelsesforordningens artikel 12, stk. 3)',
    ),
    reason: told,
  })
  .meta({ id: 'NewSubjectAccessExtension' })

export const NewRefusal = z.strictObject({ reason: told }).meta({ id: 'NewSubjectAccessRefusal' })

const summary = {
  id,
  residentId: id,
  receivedOn: dateOut,
  dueOn: dateOut.describe(
    'En måned efter modtagelsen, eller den forlængede frist (databeskyttelsesforordningens artikel 12, stk. 3)',
  ),
  state,
  settledAt: instantOut.nullable().describe('Da den blev udleveret eller afslået'),
}

const Step = z
  .object({
    kind: z.enum(codesOf('subjectAccessStep')),
    at: instantOut,
    by: z.object({ id, name: z.string() }),
    naboklageId: id.nullable(),
    dueOn: dateOut.nullable(),
    reason: z.string().nullable(),
  })
  .meta({ id: 'SubjectAccessStep' })

export const SubjectAccess = z
  .object({
    ...summary,
    content: Content.nullable().describe(
      'Det, der ville blive givet nu, eller det, der blev udleveret; null efter et afslag, og når det udleverede er slettet',
    ),
    redactions: z.array(Redaction),
    contentHash: z
      .string()
      .nullable()
      .describe('SHA-256 af det udleverede { content, redactions } som kanonisk JSON (RFC 8785)'),
    reviews: z
      .array(
        z.object({
          naboklageId: id,
          departmentId: z.string(),
          state: z.enum(codesOf('redactionReviewState')),
        }),
      )
      .describe(
        'Hvor langt boligorganisationen er med at gennemgå klagerne; tom, når anmodningen er afgjort',
      ),
    log: z.array(Step),
  })
  .meta({ id: 'SubjectAccess' })

/** The items are summaries: the entity tag that a move needs is that of the whole. */
export const SubjectAccesses = z
  .object({
    items: z.array(z.object(summary).meta({ id: 'SubjectAccessSummary' })),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'SubjectAccesses' })
export const SubjectAccessQuery = z.strictObject({ state: state.optional(), ...page })

export const Format = z.strictObject({ format: z.enum(['json', 'html']).optional() })
export const Page = z.string().describe('En side på dansk, der kan udskrives og gives til beboeren')
