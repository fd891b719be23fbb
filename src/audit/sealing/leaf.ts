import { hash, randomBytes } from 'node:crypto'
import { canonical } from '../../kernel/canonical.ts'

/** An event as it is sealed and exported. */
export interface SealedEvent {
  id: string
  /** RFC 3339 in UTC, with the microseconds that the database keeps. */
  occurredAt: string
  action: string
  purpose: string
  decision: string
  actorId: string
  organisationId: string | null
  role: string
  subjectIds: string[]
  caseId: string | null
  consentIds: string[]
  emergencyAccessIds: string[]
  requestId: string
}

const version = 1

export const newSalt = (): Buffer => randomBytes(16)

/**
 * What is hashed: when what was done and why. Of whom and by whom it holds SHA-256 of a salt and the rest of the event,
 * which tells nothing once the salt is erased.
 */
export const leafOf = (event: SealedEvent, salt: Buffer): string => {
  const { id, occurredAt, action, purpose, decision, ...personal } = event
  const commitment = hash('sha256', Buffer.concat([salt, Buffer.from(canonical(personal))]), 'base64')
  return canonical({ version, id, occurredAt, action, purpose, decision, commitment })
}
