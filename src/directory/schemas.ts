import { z } from 'zod'
import { id, line, text } from '../http/fields.ts'
import { errorSchema, listSchema, patchSchema, userSchema } from './scim.ts'

/** What is kept of a user, whichever way it was written. */
export const Person = z.object({
  userName: line.regex(/^\S{2,100}$/, 'Et brugernavn har ingen mellemrum'),
  externalId: z.union([z.uuid(), line]).nullable(),
  displayName: line.nullable(),
  givenName: line.nullable(),
  familyName: line.nullable(),
  email: line.pipe(z.email('En mailadresse')).nullable(),
  active: z.boolean(),
})

/** Directories send more than is kept of a user; it is let by. */
export const ScimUserIn = z.looseObject({ userName: z.string() }).meta({ id: 'ScimUserIn' })

const op = z
  .string()
  .toLowerCase()
  .pipe(z.enum(['add', 'replace', 'remove']))

export const ScimPatch = z
  .strictObject({
    schemas: z.array(z.literal(patchSchema)),
    Operations: z
      .array(z.looseObject({ op, path: z.string().max(200).optional(), value: z.unknown().optional() }))
      .min(1)
      .max(100),
  })
  .meta({ id: 'ScimPatch' })

export const ScimQuery = z.strictObject({
  filter: text(500).optional(),
  startIndex: z.coerce.number().int().min(1).max(1_000_000).default(1),
  count: z.coerce.number().int().min(0).max(200).default(100),
  attributes: z.string().max(500).optional(),
  excludedAttributes: z.string().max(500).optional(),
})

export const ScimUser = z
  .object({
    schemas: z.array(z.literal(userSchema)),
    id,
    externalId: z.string().optional(),
    userName: z.string(),
    displayName: z.string(),
    name: z.object({
      formatted: z.string(),
      givenName: z.string().optional(),
      familyName: z.string().optional(),
    }),
    emails: z.array(z.object({ value: z.string(), type: z.literal('work'), primary: z.literal(true) })),
    active: z.boolean(),
    meta: z.object({ resourceType: z.literal('User'), created: z.string(), location: z.string() }),
  })
  .meta({ id: 'ScimUser' })

const list = <T extends z.ZodType>(item: T) =>
  z.object({
    schemas: z.array(z.literal(listSchema)),
    totalResults: z.int(),
    startIndex: z.int(),
    itemsPerPage: z.int(),
    Resources: z.array(item),
  })

export const ScimUsers = list(ScimUser).meta({ id: 'ScimUsers' })
export const ScimDescriptions = list(z.record(z.string(), z.unknown())).meta({ id: 'ScimDescriptions' })
export const ScimDescription = z.record(z.string(), z.unknown())

/** RFC 7644 § 3.12, with the code and the request's id that every refusal of the API has. */
export const ScimError = z
  .object({
    schemas: z.array(z.literal(errorSchema)),
    status: z.string(),
    scimType: z.string().optional(),
    detail: z.string(),
    code: z.string(),
    requestId: z.string(),
  })
  .meta({ id: 'ScimError' })
