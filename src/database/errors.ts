import { DatabaseError } from 'pg'
import { DomainError, notFound, ruleViolated } from '../kernel/errors.ts'

const unavailable = () =>
  new DomainError('unavailable', 'Systemet er optaget eller ved at genstarte. Prøv igen om lidt.', {
    retryAfter: 2,
  })

/** Rules that the tables hold, by the name of their constraint. */
const constraints: Record<string, string> = {
  tenancies_end_after_start: 'Fraflytning kan ikke ligge før indflytning.',
  naboklager_not_in_future: 'Hændelsen kan ikke ligge i fremtiden.',
  naboklager_demand_not_in_future: 'Kravet efter § 83 kan ikke ligge i fremtiden.',
  case_entries_not_in_future: 'Tidspunktet kan ikke ligge i fremtiden.',
  subject_access_not_in_future: 'Anmodningen kan ikke ligge i fremtiden.',
  agreement_revisions_not_in_future: 'Beslutningen kan ikke ligge i fremtiden.',
  population_households_in_dwellings: 'Der kan ikke være flere husstande end boliger.',
  population_residents_in_households: 'Der kan ikke være færre beboere end husstande.',
  population_not_in_future: 'Året er ikke begyndt endnu.',
  observations_not_in_future: 'Året er ikke begyndt endnu.',
  agreed_actions_completed_by_now: 'Handlingen kan ikke være udført i fremtiden.',
  cases_closed_since_opening: 'En sag afsluttes tidligst den dag, den blev åbnet, og senest i dag.',
  rectifications_not_in_future: 'Anmodningen kan ikke ligge i fremtiden.',
  restrictions_told_after_it_began: 'Beboeren kan ikke have fået besked før begrænsningen.',
  service_accounts_expire_within_a_year: 'En maskinadgang udløber i fremtiden, og inden for et år.',
  consents_not_in_future: 'Samtykket kan ikke være givet i fremtiden.',
  consents_review_within_a_year:
    'Samtykket skal tages op igen inden for 12 måneder og efter at det er givet.',
  consents_withdrawal_after_giving: 'Tilbagekaldelsen kan ikke ligge før samtykket eller i fremtiden.',
}

/** What each SQLSTATE, or class of them, means to the client. BG… are raised by our own functions. */
const meanings: Record<string, (error: DatabaseError) => DomainError> = {
  BG401: () => new DomainError('unauthenticated', 'Log ind igen.'),
  BG410: () => new DomainError('period_open', 'Tallene kommer, når perioden er slut.'),
  BG402: () =>
    new DomainError('second_factor_missing', 'Din rolle kræver tofaktor-login: sæt det op, og prøv igen.'),
  // The texts of these are ours, written into the statement.
  BG403: (error) => new DomainError('forbidden', error.message),
  BG404: notFound,
  BG422: (error) => ruleViolated(error.message),
  BG423: (error) => new DomainError('conflict', error.message),
  BG424: () =>
    new DomainError(
      'processing_restricted',
      'Behandlingen af oplysningerne er begrænset: de kan læses, men ikke ændres eller deles med flere.',
    ),
  23514: (error) =>
    ruleViolated(constraints[error.constraint ?? ''] ?? 'Oplysningerne strider mod en regel.'),
  BG409: () =>
    new DomainError('conflict', 'En anden anmodning med samme nøgle er i gang.', { retryAfter: 1 }),
  BG419: (error) => new DomainError('invalid_transition', error.message),
  // A row that a policy refuses, or that belongs to nobody whom the caller sees.
  42501: notFound,
  23503: notFound,
  23505: () => new DomainError('conflict', 'Det findes allerede.'),
  '23P01': () => new DomainError('conflict', 'Perioden overlapper en anden.'),
  // NUL characters, which PostgreSQL keeps in no text.
  22021: () => new DomainError('validation_failed', 'Teksten indeholder styretegn.'),
  40001: unavailable,
  '40P01': unavailable,
  '55P03': unavailable,
  57014: unavailable,
  '25P03': unavailable,
  '25006': unavailable,
}

const unavailableClasses = ['08', '53', '57', '58']
const unavailableMessages = /timeout|terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT|not queryable/i

/**
 * Translates an error of the database into one for the client. The original's message, detail and
 * parameters hold personal data, and stay out of it.
 */
export const asDomainError = (error: unknown): unknown => {
  if (error instanceof DomainError) return error
  if (error instanceof DatabaseError) {
    const code = error.code ?? ''
    if (meanings[code]) return meanings[code](error)
    return unavailableClasses.includes(code.slice(0, 2)) ? unavailable() : error
  }
  const { message = '', code = '' } = error as { message?: string; code?: string }
  return unavailableMessages.test(`${code} ${message}`) ? unavailable() : error
}
