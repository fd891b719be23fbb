import type { Permission, Purpose } from './access.ts'
import type { Action } from './actions.ts'

/** What a route declares of itself; one that lacks any of it does not boot. */
export interface Declaration {
  access: Permission
  purpose: Purpose
  action: Action
}

/** One authenticated request, as the database scope needs to know it. */
export interface Call extends Declaration {
  sessionId: string
  requestId: string
  /** The caller's If-Match; present on every route that changes what it must have seen before. */
  ifMatch?: string
  /** The caller's Idempotency-Key with a hash of what was asked for. */
  idempotency?: { key: string; fingerprint: string }
  /** Set when the answer was stored by an earlier request with the same key. */
  replayed?: boolean
}
