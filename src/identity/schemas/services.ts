import { z } from 'zod'
import { changes, id, instant, instantOut, line, slug, text } from '../../http/fields.ts'
import { page } from '../../http/pagination.ts'
import { roles, serviceRoles, serviceScopes } from '../../kernel/access.ts'
import { codesOf } from '../../kernel/codes.ts'

const scopes = z.array(z.enum(serviceScopes)).min(1, 'Angiv mindst én').max(serviceScopes.length)

const kept = {
  name: line.describe('Systemets navn: står i revisionssporet og over for borgeren'),
  departmentIds: z.array(slug).max(200),
  scopes: scopes
    .refine((list) => new Set(list).size === list.length, 'Hver kun én gang')
    .describe('Det, systemet må: kun hvad dets rolle også har'),
  requestsPerMinute: z.int().min(1).max(6000),
  expiresAt: instant.describe('Senest om et år'),
}

export const NewService = z
  .strictObject({
    ...kept,
    role: z.enum(serviceRoles),
    organisationId: slug.nullable().optional(),
    departmentIds: kept.departmentIds.optional(),
    requestsPerMinute: kept.requestsPerMinute.default(60),
    reason: text(500).optional().describe('Kræves for admin, som en anden administrator skal godkende'),
  })
  .meta({ id: 'NewServiceAccount' })

export const ServiceChanges = changes(kept).meta({ id: 'ServiceAccountChanges' })

export const ServiceQuery = z.strictObject({ organisationId: slug.optional(), ...page })

export const Service = z
  .object({
    id: id.describe('client_id'),
    name: z.string(),
    role: z.enum(roles),
    organisationId: z.string().nullable(),
    departmentIds: z.array(z.string()),
    scopes: z.array(z.enum(serviceScopes)),
    requestsPerMinute: z.int(),
    expiresAt: instantOut,
    state: z.enum(codesOf('serviceState')),
    disabledReason: z.string().nullable(),
    secrets: z.array(
      z.object({
        id,
        hint: z.string().describe('De første tegn'),
        issuedAt: instantOut,
        issuedBy: id,
        expiresAt: instantOut.nullable().describe('null: så længe adgangen varer'),
      }),
    ),
    activity: z.object({
      lastUsedAt: instantOut.nullable().describe('Da der sidst blev hentet et adgangstegn'),
      lastUsedSecretId: id.nullable(),
    }),
  })
  .meta({ id: 'ServiceAccount' })

export const Services = z
  .object({ items: z.array(Service), nextCursor: z.string().nullable() })
  .meta({ id: 'ServiceAccounts' })

export const NewServiceSecret = z
  .strictObject({
    overlapHours: z
      .int()
      .min(0)
      .max(720)
      .default(24)
      .describe('Så længe gælder den tidligere nøgle endnu; 0: den slutter nu'),
  })
  .meta({ id: 'NewServiceSecret' })

export const ServiceSecret = z
  .object({
    id: id.describe('client_id'),
    secretId: id,
    hint: z.string(),
    secret: z
      .string()
      .nullable()
      .describe('client_secret. Vises kun denne ene gang: null, når anmodningen er gentaget'),
  })
  .meta({ id: 'ServiceSecret' })

export const bySecret = z.strictObject({ id, secretId: id })

/** RFC 6749 § 4.4.2. What it does not know is left unread (§ 3.2). */
export const ServiceTokenRequest = z
  .object({
    grant_type: z.string().max(200).describe('client_credentials'),
    client_id: z.string().max(200).optional().describe('Eller i Authorization: Basic'),
    client_secret: z.string().max(200).optional(),
    scope: z
      .string()
      .max(2000)
      .regex(/^[\x20-\x7e]*$/)
      .optional()
      .describe('Noget af det, systemet må, adskilt af mellemrum'),
  })
  .meta({ id: 'ServiceTokenRequest' })

export const ServiceToken = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Sekunder'),
    scope: z.string(),
  })
  .meta({ id: 'ServiceToken' })

export const ServiceTokenError = z
  .object({
    error: z.enum(['invalid_request', 'invalid_client', 'invalid_scope', 'unsupported_grant_type']),
    error_description: z.string(),
  })
  .meta({ id: 'ServiceTokenError' })
