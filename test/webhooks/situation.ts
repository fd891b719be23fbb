import { afterAll } from 'vitest'
import { createPool } from '../../src/database/pool.ts'
import { reachOf } from '../../src/webhooks/addresses.ts'
import { type Delivering, deliverDue } from '../../src/webhooks/delivery.ts'
import type { Actor, Json } from '../support/actors.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { type Receiver, startReceiver } from './receiver.ts'

export const inner = ['127.0.0.0/8']

/** An app whose webhooks may reach the receivers of these tests. */
export const webhookApp = (): Promise<TestApp> => testApp({ config: { WEBHOOK_ALLOWED_NETWORKS: inner } })

/** One process that delivers, with the rights of the jobs' role and no others. */
export const delivererOf = ({ database }: TestApp, options: Partial<Delivering> = {}) => {
  const { applicationUrl: url, schema } = database
  const limits = { max: 4, statementTimeoutMs: 10_000, onError: () => {} }
  const pool = createPool({ url, schema, role: 'bo_godt_jobs', ...limits })
  afterAll(() => pool.end())
  const { signal } = new AbortController()
  return () => deliverDue({ pool, reach: reachOf(inner), signal, ...options })
}

export const newWebhook = (url: string, changes: Json = {}): Json => ({
  organisationId: 'boligviborg',
  url,
  events: ['case.created', 'case.changed', 'entry.created', 'consent.recorded', 'consent.withdrawn'],
  ...changes,
})

export interface Hook {
  id: string
  secret: string
  receiver: Receiver
}

/** A receiver of its own, registered. */
export const hookOf = async (admin: Actor, changes: Json = {}): Promise<Hook> => {
  const receiver = await startReceiver()
  const { id, secret } = created(await admin.post('/webhooks', newWebhook(receiver.url, changes)))
  return { id, secret, receiver }
}

export const deliveriesOf = async (admin: Actor, id: string): Promise<Json[]> =>
  (await admin.get(`/webhooks/${id}/deliveries?limit=200`)).body.items
