/** Every error that a client can meet: its stable code, HTTP status and Danish title (RFC 9457). */
export const problems = {
  validation_failed: [400, 'Ugyldige oplysninger'],
  malformed_body: [400, 'Indholdet kan ikke læses'],
  personal_number: [400, 'CPR-numre må ikke indtastes'],
  unauthenticated: [401, 'Log ind'],
  invalid_credentials: [401, 'Forkert brugernavn eller adgangskode'],
  second_factor_required: [401, 'Engangskode mangler'],
  sign_in_failed: [401, 'Login blev ikke gennemført'],
  second_factor_missing: [403, 'Tofaktor-login mangler'],
  forbidden: [403, 'Ingen adgang'],
  local_accounts_off: [403, 'Lokale konti er slået fra'],
  identity_not_linked: [403, 'Ingen konto'],
  not_found: [404, 'Findes ikke'],
  method_not_allowed: [405, 'Metoden kan ikke bruges her'],
  request_timeout: [408, 'Anmodningen tog for lang tid'],
  conflict: [409, 'Konflikt'],
  invalid_transition: [409, 'Kan ikke lade sig gøre nu'],
  processing_restricted: [409, 'Behandlingen er begrænset'],
  period_open: [409, 'Perioden er ikke afsluttet'],
  precondition_failed: [412, 'Ændret i mellemtiden'],
  payload_too_large: [413, 'Indholdet er for stort'],
  unsupported_media_type: [415, 'Formatet understøttes ikke'],
  idempotency_mismatch: [422, 'Samme nøgle, andet indhold'],
  rule_violated: [422, 'Strider mod en regel'],
  precondition_required: [428, 'If-Match mangler'],
  too_many_requests: [429, 'For mange forsøg'],
  headers_too_large: [431, 'Anmodningens hoved er for stort'],
  internal: [500, 'Der skete en fejl'],
  identity_provider_unavailable: [503, 'Loginudbyderen svarer ikke'],
  unavailable: [503, 'Ikke tilgængelig lige nu'],
} as const satisfies Record<string, readonly [number, string]>

export type ProblemCode = keyof typeof problems
export interface FieldError {
  path: string
  message: string
}

/**
 * A refusal that the client is told of. `detail` is Danish, is shown to people, and never holds
 * personal data: it is written by us, not taken from input or from the database.
 */
export class DomainError extends Error {
  readonly code: ProblemCode
  readonly errors: FieldError[] | undefined
  readonly retryAfter: number | undefined
  /** More that the client is told, as members of the problem (RFC 9457 § 3.2). */
  readonly members: object | undefined
  /** Whether the trail has an event of the like already. */
  readonly unrecorded: boolean

  constructor(
    code: ProblemCode,
    detail: string,
    extra: { errors?: FieldError[]; retryAfter?: number; members?: object; unrecorded?: boolean } = {},
  ) {
    super(detail)
    this.code = code
    this.errors = extra.errors
    this.retryAfter = extra.retryAfter
    this.members = extra.members
    this.unrecorded = extra.unrecorded ?? false
  }
}

/** What does not exist and what the caller may not see: one and the same answer. */
export const notFound = () => new DomainError('not_found', 'Der er intet her, som du har adgang til.')

export const ruleViolated = (detail: string) => new DomainError('rule_violated', detail)

/** What is wrong with each field; of a personal number that much is said, and not the number. */
export const validationFailed = (errors: FieldError[], personalNumber = false): DomainError =>
  personalNumber
    ? new DomainError('personal_number', 'CPR-numre må ikke indtastes. Fjern nummeret, og prøv igen.', {
        errors,
      })
    : new DomainError('validation_failed', 'Nogle oplysninger mangler eller er forkerte.', { errors })
