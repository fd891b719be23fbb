import { z } from 'zod'
import { dateOut, id, instantOut, listOf } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const kind = z.enum(codesOf('notificationKind'))

export const NotificationQuery = z.strictObject({
  unread: z.enum(['true', 'false']).optional(),
  kind: kind.optional(),
  ...page,
})

export const Notification = z
  .object({
    id,
    kind,
    title: z.string(),
    subjectId: id
      .nullable()
      .describe('Det, som beskeden handler om; null, når modtageren ikke længere må se det'),
    caseId: id.nullable(),
    dueOn: dateOut.nullable(),
    raisedAt: instantOut,
    readAt: instantOut.nullable(),
    mustAcknowledge: z.boolean().describe('Modtagerens organisation skal kvittere'),
    acknowledgedAt: instantOut.nullable(),
    acknowledgedBy: id.nullable(),
    acknowledgements: z
      .array(z.object({ organisationId: z.string(), acknowledgedAt: instantOut.nullable() }))
      .nullable()
      .describe('Hvem der har kvitteret; kun til sagens nøgleperson'),
  })
  .meta({ id: 'Notification' })

export const Notifications = listOf(Notification).meta({ id: 'Notifications' })
export const Readings = z.object({ read: z.number().int() }).meta({ id: 'Readings' })
export const StreamHeaders = z.object({ 'last-event-id': id.optional() })
export const NotificationSettings = z
  .strictObject({ email: z.boolean().describe('Send en mail, når der er nyt') })
  .meta({ id: 'NotificationSettings' })
