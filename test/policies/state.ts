/** What there is, as the model knows it. */
export interface User {
  id: string
  username: string
  role: string
  organisationId: string | null
  departmentIds: string[]
}
export interface Tenancy {
  id: string
  departmentId: string
  residentIds: string[]
}
export interface Naboklage {
  id: string
  departmentId: string
  respondentTenancyId: string | null
  complainantTenancyId: string | null
}
export interface Signal {
  id: string
  departmentId: string
  tenancyId: string
  naboklageIds: string[]
}
export interface Case {
  id: string
  owner: string
  tenancyId: string
  departmentId: string
  keyPersonId: string
  team: string[]
  residentIds: string[]
  naboklageIds: string[]
  paused: boolean
  closed: boolean
  reconfirmationDue: boolean
}
/** What became of a case. */
export interface Move {
  id: string
  caseId: string
  kind: string
}
/** What is seen as far as every resident lets it be. */
export interface Shared {
  id: string
  caseId: string
  organisationId: string
  category: string
  residentIds: string[]
}
export interface Entry extends Shared {
  version: number
  supersedes: string | null
  legalBasis: string
  /** Nobody reads it: it is to be erased. */
  sealed: boolean
}
export interface Rectification {
  id: string
  kind: 'resident' | 'case' | 'entry' | 'naboklage'
  residentId: string
  subjectId: string
  /** What its log tells, in order. */
  log: string[]
}
export interface Restriction {
  id: string
  residentId: string
  /** Null: all that the resident is on. */
  caseId: string | null
  told: boolean
  lifted: boolean
}
export interface Review {
  id: string
  caseId: string
  entryId: string
  consentId: string
  outcome: 'kept' | 'to_be_erased' | 'consent_renewed' | null
}
export interface AgreedAction extends Shared {
  responsibleUserId: string
}
export interface Consent {
  id: string
  caseId: string
  residentId: string
  response: 'given' | 'refused'
  recipients: string[]
  categories: string[]
  givenAt: number
  /** A Danish calendar date. */
  reviewOn: string
  /** The order of recording. */
  sequence: number
  withdrawn: boolean
  invalidated: boolean
}
export interface Conflict {
  id: string
  userId: string
  tenancyId: string
  ended: boolean
}
export interface Emergency {
  id: string
  caseId: string
  userId: string
  expiresAt: number
}
export interface MeetingItem {
  id: string
  caseId: string
  /** What came of discussing it. */
  entryId?: string
}
export interface Meeting {
  id: string
  /** Who convenes it, and those invited. */
  organisations: string[]
  items: MeetingItem[]
}
export interface Disclosure {
  id: string
  meetingId: string
  caseId: string
  residentId: string
  consentIds: string[]
}
/** A resident's request for access (GDPR art. 15). */
export interface AccessRequest {
  id: string
  residentId: string
  dueOn: string
  /** Answered or refused. */
  settled: boolean
  /** There is an answer to give. */
  frozen: boolean
  moveIds: string[]
  /** Of complaints as they are in the beginning. */
  reviews: { id: string; naboklageId: string }[]
}
export interface Notice {
  recipientId: string
  kind: string
  subjectId: string
  caseId: string
  /** The organisations that must acknowledge it, as the key person is told; others are told of their own. */
  organisations: string[]
  mustAcknowledge: boolean
}
/** What administrators keep, and everyone's own sessions. */
export interface Accounts {
  proposals: string[]
  /** Those that last, with when each was used last. */
  sessions: { id: string; userId: string; usedAt: string }[]
  logins: { userId: string; at: string }[]
  /** Logins at a provider, by which accounts are or were opened. */
  identities: { id: string; userId: string; linked: boolean }[]
  /** Who holds an invitation that is not used. */
  invited: string
  /** Who waits for a second administrator. */
  proposed: string
  /** The coordinator's own system. */
  service: { id: string; secretId: string }
}
export interface State {
  accounts: Accounts
  meetings: Meeting[]
  disclosures: Disclosure[]
  now: Date
  /** The landlord of each department. */
  landlords: Record<string, string>
  users: User[]
  tenancies: Tenancy[]
  naboklager: Naboklage[]
  signals: Signal[]
  cases: Case[]
  moves: Move[]
  entries: Entry[]
  actions: AgreedAction[]
  consents: Consent[]
  reviews: Review[]
  restrictions: Restriction[]
  rectifications: Rectification[]
  /** The cases and residents whose record said something else before. */
  changed: string[]
  figures: Record<
    'revisions' | 'observations' | 'populations' | 'publications' | 'comments' | 'moves',
    string[]
  >
  conflicts: Conflict[]
  emergencies: Emergency[]
  accesses: AccessRequest[]
  /** A person who is held back from erasing, by which hold; and something that was erased. */
  retention: { residentId: string; hold: string; erased: string }
  /** A file that was read in, and who sent the row of one that is at work. */
  imported: { id: string; senderId: string; organisationId: string }
  notices: Notice[]
  /** Idempotency keys in use, with the entry that each made. */
  keys: { key: string; userId: string; entryId: string }[]
  /** One of each that the administrator has made. */
  webhook: { id: string; secretId: string; deliveryId: string }
}

export const byId = <T extends { id: string }>(records: T[], id: string): T => {
  const found = records.find((record) => record.id === id)
  if (!found) throw new Error(`no record ${id}`)
  return found
}
