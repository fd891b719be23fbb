import { hash } from 'node:crypto'
import { DomainError } from './errors.ts'

/**
 * A strong entity tag (RFC 9110 § 8.8.3) of what the caller sees of a resource, so that a change hidden
 * from the caller never moves it.
 */
export const etagOf = (resource: unknown): string => etagOfText(JSON.stringify(resource))

/** The same of a resource that is text already. */
export const etagOfText = (text: string): string => `"${hash('sha1', text, 'base64url').slice(0, 22)}"`

/** Whether a list of entity tags (`If-Match`, `If-None-Match`) names this one; `*` names any. */
export const namesEtag = (header: string, etag: string, weak = false): boolean =>
  header
    .split(',')
    .map((tag) => (weak ? tag.trim().replace(/^W\//, '') : tag.trim()))
    .some((tag) => tag === '*' || tag === etag)

/** @throws precondition_failed when the resource is no longer what the caller saw (RFC 9110 § 13.1.1). */
export const requireMatch = (ifMatch: string, resource: unknown): void => {
  if (!namesEtag(ifMatch, etagOf(resource)))
    throw new DomainError('precondition_failed', 'Hent den nyeste version, og prøv igen.')
}
