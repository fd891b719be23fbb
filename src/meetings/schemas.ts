import { z } from 'zod'
import { NewAction } from '../agreed-actions/lookups.ts'
import { changes, date, dateOut, id, instantOut, line, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const dataCategory = z.enum(codesOf('dataCategory'))
const distinct = <T>(values: T[]) => [...new Set(values)]
const organisations = z.array(slug).min(1).max(20).transform(distinct)

export const NewItem = z.strictObject({ caseId: id }).meta({ id: 'NewMeetingItem' })

export const NewMeeting = z
  .strictObject({
    heldOn: date,
    place: line.nullish(),
    invitedOrganisationIds: organisations,
    items: z.array(NewItem).max(50).default([]),
  })
  .refine(({ items }) => distinct(items.map(({ caseId }) => caseId)).length === items.length, {
    path: ['items'],
    message: 'En sag står på dagsordenen én gang',
  })
  .meta({ id: 'NewMeeting' })

export const MeetingChanges = changes({ heldOn: date, place: line.nullable() }).meta({ id: 'MeetingChanges' })
export const Cancellation = z.strictObject({}).nullish()

/** What was said becomes an entry on the case, and what was agreed becomes actions. */
export const NewDiscussion = z
  .strictObject({
    entry: z.strictObject({
      dataCategory,
      residentIds: z.array(id).min(1).max(50).transform(distinct),
      legalBasis: z.enum(codesOf('legalBasis')),
      text: text(20_000),
    }),
    actions: z.array(NewAction).max(20).default([]),
    present: organisations.describe('De organisationer, der deltog; din egen er altid med'),
    participantUserIds: z.array(id).max(50).transform(distinct).default([]),
  })
  .meta({ id: 'NewDiscussion' })

export const Item = z
  .object({
    id,
    meetingId: id,
    caseId: id,
    reference: z.string(),
    residents: z.array(z.object({ id, name: z.string() })),
    state: z.enum(codesOf('meetingItemState')),
    removedBecause: z.literal('consent_missing').nullable(),
    discussion: z
      .object({
        entryId: id.nullable(),
        actionIds: z.array(id),
        presentOrganisationIds: z.array(z.string()),
        participantUserIds: z.array(id),
        recordedAt: instantOut,
        recordedBy: id,
      })
      .nullable(),
  })
  .meta({ id: 'MeetingItem' })

export const Meeting = z
  .object({
    id,
    organisationId: z.string().describe('Den indkaldende organisation'),
    convener: z.object({ id, name: z.string(), organisationId: z.string() }),
    heldOn: dateOut,
    place: z.string().nullable(),
    invitedOrganisationIds: z.array(z.string()),
    status: z.enum(codesOf('meetingStatus')),
    items: z.array(Item).describe('Kun de sager, du kan se lige nu'),
    recordedAt: instantOut,
  })
  .meta({ id: 'Meeting' })

export const Meetings = listOf(Meeting).meta({ id: 'Meetings' })
export const MeetingQuery = z.strictObject({ from: date.optional(), to: date.optional(), ...page })
export const itemOf = z.strictObject({ id, itemId: id })

export const Disclosures = z
  .object({
    items: z.array(
      z.object({
        id,
        meetingId: id,
        itemId: id,
        caseId: id,
        residentId: id,
        organisationId: z.string().describe('Den organisation, der fik det vist'),
        dataCategory,
        consentIds: z.array(id).describe('De samtykker, det hvilede på; ingen for sagens ejer'),
        recordedAt: instantOut,
      }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Disclosures' })
export const DisclosureQuery = z.strictObject({ ...page })
