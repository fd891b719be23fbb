/** The parties of the delaftale, and the three roles that stand outside casework. */
export const roles = ['drift', 'socialafdeling', 'helhedsplan', 'board', 'dpo', 'admin'] as const
export type Role = (typeof roles)[number]

/** Roles that see what no party sees, or decide who may: it takes two administrators to give one. */
export const privilegedRoles = ['dpo', 'admin'] as const
export type PrivilegedRole = (typeof privilegedRoles)[number]

/** What does without being asked: the jobs. In the trail it stands where a user's role does, and for nobody. */
export const actingRoles = [...roles, 'system'] as const

const parties = ['drift', 'socialafdeling', 'helhedsplan'] as const
const everyone = roles

/**
 * The closed list of permissions and the roles that hold them. A route names one; the database compares
 * it with the role that the user has at that moment.
 */
const holders = {
  'me.read': everyone,
  'session.own': everyone,
  'accounts.manage': ['admin'],
  'accounts.provision': parties,
  'reference.read': everyone,
  'users.list': ['drift', 'socialafdeling', 'helhedsplan', 'dpo', 'admin'],
  'tenancies.manage': ['drift'],
  'tenancies.import': ['drift'],
  'tenancies.lookup': ['socialafdeling', 'helhedsplan'],
  'naboklager.file': ['drift'],
  'naboklager.manage': ['drift'],
  'cases.work': parties,
  'meetings.work': parties,
  'disclosures.read': [...parties, 'dpo'],
  'consents.work': parties,
  'conflicts.manage': [...parties, 'admin'],
  'emergencies.read': [...parties, 'dpo'],
  'emergencies.review': ['dpo'],
  'audit.read': ['dpo'],
  'rights.manage': ['dpo'],
  'redactions.review': ['drift'],
  'retention.manage': ['dpo'],
  'rectifications.work': [...parties, 'dpo'],
  'restrictions.read': [...parties, 'dpo'],
  'indicators.read': everyone,
  'indicators.write': ['helhedsplan'],
  'agreement.revise': ['helhedsplan'],
  'evaluations.read': ['helhedsplan', 'board', 'dpo'],
  'evaluations.write': ['helhedsplan'],
  'evaluations.approve': ['board'],
  'statistics.manage': ['helhedsplan'],
  'statistics.read': ['helhedsplan', 'board', 'dpo'],
  'statistics.verify': ['dpo'],
  'webhooks.manage': ['admin'],
  'notifications.own': everyone,
} as const satisfies Record<string, readonly Role[]>

export type Permission = keyof typeof holders

export const rolesWith = (permission: Permission): readonly Role[] => holders[permission]

/** What a party's own system may be let do and no person may, whatever role. `enter` of the database holds it. */
const systemsOnly: readonly Permission[] = ['accounts.provision']

export const permissions = Object.keys(holders) as [Permission, ...Permission[]]

/** What a person of the role may. */
export const permissionsOf = (role: Role): Permission[] =>
  permissions.filter(
    (permission) => rolesWith(permission).includes(role) && !systemsOnly.includes(permission),
  )

/** A person, or a party's own system. */
export const userKinds = ['person', 'service'] as const
export type UserKind = (typeof userKinds)[number]

/** Who did what the trail tells: also what happened by itself. */
export const actorKinds = [...userKinds, 'system'] as const
export type ActorKind = (typeof actorKinds)[number]

/** Who may stand behind a system: all but the officer, whose look is a person's. */
export const serviceRoles = ['drift', 'socialafdeling', 'helhedsplan', 'board', 'admin'] as const

/**
 * What a party's own system may be let do, each only where its role holds it: what makes sense without a person. Never
 * cases, consents or emergencies, which rest on who one is; never the trail or rights; of accounts only those of its own
 * organisation's people.
 */
export const serviceScopes = [
  'reference.read',
  'naboklager.file',
  'tenancies.manage',
  'tenancies.import',
  'indicators.read',
  'indicators.write',
  'statistics.read',
  'accounts.provision',
] as const satisfies Permission[]
export type ServiceScope = (typeof serviceScopes)[number]

/**
 * Why a call touches personal data: what a citizen is told beside the date of a look-up
 * (GDPR art. 15; C-579/21).
 */
export const purposes = [
  'identity',
  'reference',
  'tenancy_administration',
  'complaint_handling',
  'casework',
  'consent_administration',
  'impartiality',
  'emergency_access',
  'audit_review',
  'subject_access',
  'retention',
  'data_rights',
  'statistics',
  'evaluation',
  'integration',
  'notification',
] as const
export type Purpose = (typeof purposes)[number]
