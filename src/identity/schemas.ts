import { z } from 'zod'
import { changes, id, instantOut, line, slug, text } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { permissions, privilegedRoles, roles, userKinds } from '../kernel/access.ts'
import { codesOf } from '../kernel/codes.ts'
import { Identity } from './schemas/external.ts'

/** Six digits of the app, or a recovery code. */
const code = z.string().trim().min(6).max(40)

export const Credentials = z
  .strictObject({
    username: z.string().trim().min(1).max(200),
    password: z.string().min(1).max(1000),
    code: code.optional().describe('Når brugeren har tofaktor-login'),
  })
  .meta({ id: 'Credentials' })

export const RefreshToken = z
  .strictObject({ refreshToken: z.string().min(1).max(200) })
  .meta({ id: 'RefreshToken' })

export const Tokens = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.number().int().describe('Sekunder'),
    refreshToken: z.string(),
  })
  .meta({ id: 'Tokens' })

const permission = z.enum(permissions)

export const Me = z
  .object({
    id,
    username: z.string(),
    name: z.string(),
    kind: z.enum(userKinds).describe('service: en parts eget system'),
    role: z.enum(roles),
    organisationId: z.string().nullable(),
    departmentIds: z.array(z.string()),
    permissions: z.array(permission),
  })
  .meta({ id: 'Me' })

export const UserQuery = z.strictObject({ organisationId: slug.optional(), ...page })

export const Users = z
  .object({
    items: z.array(
      z
        .object({ id, name: z.string(), role: z.enum(roles), organisationId: z.string().nullable() })
        .meta({ id: 'User' }),
    ),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'Users' })

/** NIST SP 800-63B: length is what counts. */
const newPassword = z.string().min(12, 'Mindst 12 tegn').max(1000)

export const Activation = z
  .strictObject({ token: z.string().min(1).max(200), password: newPassword })
  .meta({ id: 'Activation' })

export const PasswordChange = z
  .strictObject({ current: z.string().min(1).max(1000), password: newPassword })
  .meta({ id: 'PasswordChange' })

export const Sessions = z
  .object({
    items: z.array(
      z.object({
        id,
        startedAt: instantOut,
        lastUsedAt: instantOut.describe('Da den sidst blev fornyet'),
        expiresAt: instantOut,
        current: z.boolean().describe('Den session, der spørger'),
      }),
    ),
  })
  .meta({ id: 'Sessions' })

export const username = line.regex(/^[\p{L}\p{N}._@-]{2,100}$/u, 'Bogstaver, tal og . _ @ -')
const email = line.pipe(z.email('En mailadresse'))

const placed = {
  name: line,
  role: z.enum(roles),
  organisationId: slug.nullable(),
  departmentIds: z.array(slug).max(200),
  email: email.nullable(),
}

export const NewAccount = z
  .strictObject({
    username,
    ...placed,
    organisationId: placed.organisationId.optional(),
    departmentIds: placed.departmentIds.optional(),
    email: placed.email.optional(),
    reason: text(500)
      .optional()
      .describe('Kræves for dpo og admin, som en anden administrator skal godkende'),
  })
  .meta({ id: 'NewAccount' })

export const AccountChanges = changes(placed).meta({ id: 'AccountChanges' })

export const AccountQuery = z.strictObject({
  organisationId: slug.optional(),
  role: z.enum(roles).optional(),
  ...page,
})

export const Account = z
  .object({
    id,
    username: z.string(),
    name: z.string(),
    role: z.enum(roles),
    organisationId: z.string().nullable(),
    departmentIds: z.array(z.string()),
    email: z.string().nullable(),
    state: z.enum(codesOf('accountState')),
    disabledReason: z.string().nullable(),
    proposedRole: z.enum(privilegedRoles).nullable().describe('Afventer en anden administrators godkendelse'),
    identities: z.array(Identity).describe('Logins hos parternes egne udbydere'),
    activity: z.object({
      lastLoginAt: instantOut.nullable(),
      invitedUntil: instantOut.nullable(),
      keyPersonOf: z.int().describe('Åbne sager, som brugeren er nøgleperson for'),
    }),
  })
  .meta({ id: 'Account' })

export const Accounts = z
  .object({ items: z.array(Account), nextCursor: z.string().nullable() })
  .meta({ id: 'Accounts' })

export const Disabling = z.strictObject({ reason: text(500) }).meta({ id: 'Disabling' })

export const Invitation = z
  .object({
    id,
    token: z
      .string()
      .nullable()
      .describe(
        'Vises kun denne ene gang; giv den til brugeren selv. null, når brugeren har fået den med en mail',
      ),
    mailedTo: z.string().nullable(),
    expiresAt: instantOut,
  })
  .meta({ id: 'Invitation' })

export const Succession = z.strictObject({ userId: id, reason: text(500) }).meta({ id: 'Succession' })
export const Succeeded = z
  .object({
    id,
    handedOver: z.int(),
    left: z.int().describe('Sager, som efterfølgeren er inhabil i eller ikke kan overtage'),
  })
  .meta({ id: 'Succeeded' })

export const NewProposal = z
  .strictObject({ role: z.enum(privilegedRoles), reason: text(500) })
  .meta({ id: 'NewProposal' })
export const ProposalQuery = z.strictObject({ open: z.enum(['true', 'false']).optional(), ...page })
export const Proposal = z
  .object({
    id,
    userId: id,
    role: z.enum(privilegedRoles),
    reason: z.string(),
    proposedAt: instantOut,
    proposedBy: id,
    decidedAt: instantOut.nullable(),
    decidedBy: id.nullable(),
    approved: z.boolean().nullable(),
  })
  .meta({ id: 'Proposal' })
export const Proposals = z
  .object({ items: z.array(Proposal), nextCursor: z.string().nullable() })
  .meta({ id: 'Proposals' })

export const NewSecondFactor = z
  .strictObject({
    password: z.string().min(1).max(1000),
    code: code.optional().describe('Fra den app, der skal afløses, eller en genoprettelseskode'),
  })
  .meta({ id: 'NewSecondFactor' })
export const SecondFactor = z
  .object({ secret: z.string(), uri: z.string().describe('otpauth: læses af en app, fx som QR-kode') })
  .meta({ id: 'SecondFactor' })
export const SecondFactorConfirmation = z.strictObject({ code }).meta({ id: 'SecondFactorConfirmation' })
export const RecoveryCodes = z
  .object({
    recoveryCodes: z.array(z.string()).describe('Vises kun denne ene gang; hver kan bruges én gang'),
  })
  .meta({ id: 'RecoveryCodes' })
