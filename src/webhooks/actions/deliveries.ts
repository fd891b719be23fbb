import type { Pool } from 'pg'
import { change } from '../../database/scope.ts'
import type { Transaction } from '../../database/transaction.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import { newId } from '../../kernel/id.ts'
import * as queries from '../queries/delivery.ts'
import { readWebhook } from '../queries/webhook.ts'

/** @throws invalid_transition for one that is called no more */
const requireEnabled = async (tx: Transaction, id: string): Promise<void> => {
  const { disabled } = await tx.row(readWebhook, { id })
  if (disabled) throw new DomainError('invalid_transition', 'Webhooken er slået fra.')
}

/** Tells the receiver of nothing, so that one can see whether it hears. */
export const testWebhook = (pool: Pool, call: Call, at: Date, webhookId: string) =>
  change(pool, call, async (tx) => {
    const id = newId(at)
    await requireEnabled(tx, webhookId)
    tx.add(queries.insertTest, { id, webhookId })
    return { recorded: queries.findDelivery, values: { id } }
  })

export const repeatDelivery = (pool: Pool, call: Call, id: string) =>
  change(pool, call, async (tx) => {
    const { webhookId, taken } = await tx.row(queries.lockDelivery, { id })
    await requireEnabled(tx, webhookId)
    if (taken) throw new DomainError('conflict', 'Leveringen er i gang.', { retryAfter: 60 })
    tx.add(queries.repeatDelivery, { id })
    return { recorded: queries.findDelivery, values: { id } }
  })
