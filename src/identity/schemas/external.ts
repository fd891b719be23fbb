import { z } from 'zod'
import { id, instantOut } from '../../http/fields.ts'
import { codesOf } from '../../kernel/codes.ts'

export const Providers = z
  .object({
    items: z.array(z.object({ id: z.string(), name: z.string() }).meta({ id: 'Provider' })),
    localAccounts: z.boolean().describe('Om der også kan logges ind med brugernavn og adgangskode'),
  })
  .meta({ id: 'Providers' })

export const NewAuthorization = z
  .strictObject({
    provider: z.string().min(1).max(60),
    redirectUri: z.string().min(1).max(2000).describe('En af dem, der er aftalt med driften'),
  })
  .meta({ id: 'NewAuthorization' })

export const Authorization = z
  .object({
    authorizationUrl: z.string().describe('Hertil sendes browseren'),
    flow: z.string().describe('Gemmes af siden og bruges én gang, inden for ti minutter'),
  })
  .meta({ id: 'Authorization' })

export const ExternalSignIn = z
  .strictObject({
    flow: z.string().min(1).max(200),
    callback: z
      .string()
      .min(1)
      .max(8000)
      .describe('Adressen, som browseren blev sendt tilbage til, eller dens forespørgsel'),
    invitation: z
      .string()
      .min(1)
      .max(200)
      .optional()
      .describe('Knytter login til den konto, der er inviteret'),
  })
  .meta({ id: 'ExternalSignIn' })

/** A login that an account is linked with. */
export const Identity = z
  .object({
    id,
    issuer: z.string().describe('Udbyderens egen adresse (iss)'),
    origin: z.enum(codesOf('identityOrigin')),
    linkedAt: instantOut,
  })
  .meta({ id: 'Identity' })

export const byIdentity = z.strictObject({ id, identityId: id })
