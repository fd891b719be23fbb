import { z } from 'zod'
import { changes, id, instantOut, listOf, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { codesOf } from '../kernel/codes.ts'

const event = z.enum(codesOf('webhookEvent'))
/** A test is sent when it is asked for, and not otherwise. */
const chosen = event.exclude(['webhook.test'])
const status = z.enum(codesOf('webhookDeliveryStatus'))

/** Where it leads is looked at when it is registered, and again each time that it is called. */
const isWebAddress = (value: string): boolean => {
  const url = URL.parse(value)
  return url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !url.hash
}

const content = {
  url: text(2_000).refine(isWebAddress, 'En https-adresse uden brugernavn'),
  events: z
    .array(chosen)
    .min(1, 'Vælg mindst én')
    .max(100)
    .transform((list) => [...new Set(list)]),
  description: text(500).nullable(),
}

export const NewWebhook = z
  .strictObject({ organisationId: slug, ...content, description: content.description.optional() })
  .meta({ id: 'NewWebhook' })

export const WebhookChanges = changes({ ...content, disabled: z.boolean() }).meta({ id: 'WebhookChanges' })

const webhook = z.object({
  id,
  organisationId: z.string(),
  url: z.string(),
  events: z.array(event),
  description: z.string().nullable(),
  disabled: z.boolean(),
  disabledAt: instantOut.nullable(),
  disabledReason: z.enum(codesOf('webhookDisabledReason')).nullable(),
  failingSince: instantOut.nullable().describe('Første fejl, siden der sidst blev leveret noget'),
  secretIssuedAt: instantOut,
  createdAt: instantOut,
})
export const Webhook = webhook.meta({ id: 'Webhook' })
export const Webhooks = listOf(webhook).meta({ id: 'Webhooks' })
export const WebhookQuery = z.strictObject({ organisationId: slug.optional(), ...page })

export const WebhookWithSecret = webhook
  .extend({
    secret: z.string().describe('whsec_…, som modtageren kontrollerer signaturen med; vises kun her'),
  })
  .meta({ id: 'WebhookWithSecret' })

/** What it was about is not told: an administrator sees no cases. */
export const Delivery = z
  .object({
    id: id.describe('Det webhook-id, som modtageren kender den ved'),
    webhookId: id,
    organisationId: z.string(),
    event,
    occurredAt: instantOut,
    status,
    attempts: z.number().int(),
    statusCode: z.number().int().nullable(),
    error: z.enum(codesOf('webhookDeliveryError')).nullable(),
    lastAttemptAt: instantOut.nullable(),
    nextAttemptAt: instantOut.nullable(),
  })
  .meta({ id: 'WebhookDelivery' })

export const Deliveries = listOf(Delivery).meta({ id: 'WebhookDeliveries' })
export const DeliveryQuery = z.strictObject({ status: status.optional(), ...page })
