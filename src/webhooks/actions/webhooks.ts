import { randomBytes } from 'node:crypto'
import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { ruleViolated } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import { merge } from '../../kernel/merge.ts'
import { type Reach, targetOf, Unreachable } from '../addresses.ts'
import * as queries from '../queries/webhook.ts'
import type { NewWebhook, WebhookChanges } from '../schemas.ts'

/** Standard Webhooks: between 24 and 64 random bytes. */
const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`

/** @throws rule_violated when it lies where webhooks don't reach */
const requireReachable = async (url: string, reach: Reach): Promise<void> => {
  await targetOf(url, reach).catch((error: unknown) => {
    throw error instanceof Unreachable ? ruleViolated(error.message) : error
  })
}

export const registerWebhook = (
  pool: Pool,
  call: Call,
  at: Date,
  reach: Reach,
  body: z.output<typeof NewWebhook>,
) =>
  change(pool, call, async (tx) => {
    await requireReachable(body.url, reach)
    const id = newId(at)
    const secret = newSecret()
    tx.add(queries.requireOrganisation, body)
    tx.add(queries.insertWebhook, { ...body, id, description: body.description ?? null })
    tx.add(queries.insertSecret, { id: newId(at), webhookId: id, secret })
    return { recorded: queries.findWithSecret, values: { id, secret } }
  })

export const changeWebhook = (
  pool: Pool,
  call: Call,
  id: string,
  reach: Reach,
  changes: z.output<typeof WebhookChanges>,
) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockWebhook, { id })
    const current = await tx.current(queries.readWebhook, { id })
    if (changes.url !== undefined) await requireReachable(changes.url, reach)
    tx.add(queries.updateWebhook, merge(current, changes))
    return { recorded: queries.findWebhook, values: { id } }
  })

export const removeWebhook = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    tx.add(queries.lockWebhook, { id })
    await tx.current(queries.readWebhook, { id })
    tx.add(queries.dropWaiting, { id })
    return { recorded: queries.deleteWebhook, values: { id } }
  })

/** Adds a secret; the one before it is valid for a day more. */
export const rotateSecret = (pool: Pool, call: Call, at: Date, id: string) =>
  change(pool, call, async (tx) => {
    const secret = newSecret()
    tx.add(queries.lockWebhook, { id })
    await tx.row(queries.readWebhook, { id })
    tx.add(queries.insertSecret, { id: newId(at), webhookId: id, secret })
    return { recorded: queries.findWithSecret, values: { id, secret } }
  })
