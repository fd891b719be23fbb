import { z } from 'zod'
import { privilegedRoles, roles } from './kernel/access.ts'

const loopback = /^(localhost|127(\.\d+){3}|\[::1\])$/

/** An address that secrets may be sent to: https, or this machine. */
const secure = z
  .url({ protocol: /^https?$/ })
  .refine((value) => {
    const { protocol, hostname } = new URL(value)
    return protocol === 'https:' || loopback.test(hostname)
  }, 'https, but for loopback')
  .refine((value) => !/[?#]/.test(value), 'neither query nor fragment')

const slug = z.string().regex(/^[a-z0-9-]{1,60}$/, 'a-z, 0-9 and -')
const claim = z.string().min(1).max(200)

/** Never those that take two administrators: no claim of a provider makes one. */
const givenByRule = roles.filter((role) => !(privilegedRoles as readonly string[]).includes(role))

const rule = z
  .strictObject({
    claim,
    equals: z.string().min(1).max(500),
    role: z.enum(givenByRule),
    organisationId: slug.optional(),
    departmentIds: z.array(slug).max(200).default([]),
  })
  .refine(
    ({ role, organisationId }) => (role === 'board') === (organisationId === undefined),
    'a party has an organisationId, and board has none',
  )

/** Asymmetric alone: with a shared secret whoever verifies could sign. */
const algorithm = z.enum(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'EdDSA'])

const provider = z
  .strictObject({
    id: slug,
    name: z.string().trim().min(1).max(100),
    issuer: secure,
    clientId: z.string().min(1).max(500),
    clientSecret: z.string().min(1).max(500).optional(),
    audience: z.string().min(1).max(500).optional(),
    algorithms: z.array(algorithm).min(1).default(['RS256', 'ES256', 'EdDSA', 'PS256']),
    subjectClaim: claim.default('sub'),
    organisations: z.array(slug).default([]),
    roles: z.array(z.enum(['board', ...privilegedRoles])).default([]),
    redirectUris: z.array(secure).min(1),
    provisioning: z.array(rule).default([]),
    /** Whether the subject is the key (`externalId`) by which the organisations' directories keep their people's accounts. */
    directory: z.boolean().default(false),
    secondFactor: z
      .strictObject({ claim: z.enum(['amr', 'acr']), values: z.array(z.string().min(1)).min(1) })
      .optional(),
  })
  .refine(({ organisations: o, roles: r }) => o.length + r.length > 0, 'organisations or roles must be named')
  .refine(
    ({ audience, clientId }) => audience !== clientId,
    'audience must not be clientId: what says who signs in would open the API',
  )
  .refine(
    ({ provisioning, organisations, roles: named }) =>
      provisioning.every(({ organisationId }) =>
        organisationId === undefined ? named.includes('board') : organisations.includes(organisationId),
      ),
    'provisioning gives what organisations and roles do not name',
  )

const unique = (values: string[]) => new Set(values).size === values.length

const parsed = (value: string, context: z.RefinementCtx): unknown => {
  try {
    return JSON.parse(value)
  } catch {
    context.addIssue('not JSON')
    return z.NEVER
  }
}

/** The parties' own identity providers, as the operator trusts them. */
export const oidcProviders = z
  .string()
  .transform(parsed)
  .pipe(
    z
      .array(provider)
      .max(50)
      .refine((all) => unique(all.map(({ id }) => id)), 'an id is there twice')
      .refine((all) => unique(all.map(({ issuer }) => issuer)), 'an issuer is there twice'),
  )
  .prefault('[]')
