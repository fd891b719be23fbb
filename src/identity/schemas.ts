import { z } from 'zod'
import { id, slug } from '../http/fields.ts'
import { page } from '../http/pagination.ts'
import { permissionsOf, roles } from '../kernel/access.ts'

export const Credentials = z
  .strictObject({ username: z.string().trim().min(1).max(200), password: z.string().min(1).max(1000) })
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

const permission = z.enum(permissionsOf('drift').concat(roles.flatMap(permissionsOf)))

export const Me = z
  .object({
    id,
    username: z.string(),
    name: z.string(),
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
