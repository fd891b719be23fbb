import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App, Slice } from '../../http/slice.ts'
import { DomainError } from '../../kernel/errors.ts'
import { grantService } from '../actions/service-tokens.ts'
import * as schemas from '../schemas/services.ts'

type Refusal = z.output<typeof schemas.ServiceTokenError>['error']

/** A refusal in the words of RFC 6749 § 5.2. */
class Refused extends Error {
  readonly error: Refusal
  constructor(error: Refusal, description: string) {
    super(description)
    this.error = error
  }
}

const sendRefusal = (reply: FastifyReply, { error, message }: Refused): FastifyReply => {
  const status = error === 'invalid_client' ? 401 : 400
  if (status === 401) reply.header('www-authenticate', 'Basic realm="bo-godt", charset="UTF-8"')
  return reply.code(status).send({ error, error_description: message })
}

/** Bodies are forms here and nowhere else (RFC 6749 appendix B). What is sent without a value is left out (§ 3.2). */
const readForms = (app: App): void => {
  app.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: 8192 },
    (_request, body, done) => {
      const given = [...new URLSearchParams(String(body))].filter(([, value]) => value !== '')
      const names = new Set(given.map(([name]) => name))
      if (names.size < given.length)
        done(new Refused('invalid_request', 'Hvert felt angives én gang.'), undefined)
      else done(null, Object.fromEntries(given))
    },
  )
}

const decoded = (part: string): string => decodeURIComponent(part.replaceAll('+', ' '))

/** RFC 6749 § 2.3.1: by the header or in the body, and not by both. */
const credentialsOf = (request: FastifyRequest<{ Body: z.output<typeof schemas.ServiceTokenRequest> }>) => {
  const { client_id: clientId, client_secret: secret } = request.body
  const { authorization } = request.headers
  if (authorization === undefined) return { clientId, secret }
  if (clientId !== undefined || secret !== undefined)
    throw new Refused('invalid_request', 'Systemet beviser, hvem det er, på én måde.')
  const [, basic = ''] = /^Basic ([\w+/]+={0,2})$/i.exec(authorization) ?? []
  const [, user = '', password = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(basic, 'base64').toString()) ?? []
  try {
    return { clientId: decoded(user), secret: decoded(password) }
  } catch {
    return {}
  }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const nobody = '00000000-0000-0000-0000-000000000000'

/** Client credentials (RFC 6749 § 4.4), for the parties' own systems. Its errors are that standard's. */
export const serviceTokenRoutes: Slice = async (parent, { pool, config, clock }) => {
  await parent.register(async (scope) => {
    const app = scope as unknown as App
    app.removeAllContentTypeParsers()
    readForms(app)
    app.setErrorHandler<FastifyError>((error, _request, reply) => {
      if (error instanceof Refused) return sendRefusal(reply, error)
      if (error instanceof DomainError || ![400, 415].includes(error.statusCode ?? 500)) throw error
      return sendRefusal(
        reply,
        new Refused('invalid_request', 'Send en formular med grant_type og det øvrige.'),
      )
    })
    app.post(
      '/auth/service-token',
      {
        config: { open: true },
        schema: {
          tags: ['identitet'],
          security: [],
          consumes: ['application/x-www-form-urlencoded'],
          description: 'Client credentials (RFC 6749 § 4.4): et adgangstegn til en parts eget system',
          body: schemas.ServiceTokenRequest,
          response: {
            200: schemas.ServiceToken,
            400: schemas.ServiceTokenError,
            401: schemas.ServiceTokenError,
          },
        },
      },
      async (request) => {
        const { clientId = '', secret = '' } = credentialsOf(request)
        if (request.body.grant_type !== 'client_credentials')
          throw new Refused('unsupported_grant_type', 'Kun client_credentials kan bruges her.')
        const known = uuid.test(clientId) ? clientId.toLowerCase() : nobody
        const granted = await grantService(pool, {
          ...{ clientId: known, secret, address: request.ip, requestId: request.id, now: clock() },
          wanted: request.body.scope?.split(' ').filter(Boolean) ?? null,
          lifetime: config.ACCESS_TOKEN_SECONDS,
        })
        if (granted === 'invalid_client')
          throw new Refused(
            'invalid_client',
            'Systemet er ukendt, slået fra eller udløbet, eller nøglen er forkert.',
          )
        if (granted === 'invalid_scope')
          throw new Refused('invalid_scope', 'Systemet kan ikke få lov til det, der er bedt om.')
        return {
          access_token: app.tokens.sign({ sub: known, sid: granted.sessionId }),
          token_type: 'Bearer' as const,
          expires_in: granted.seconds,
          scope: granted.scopes.join(' '),
        }
      },
    )
  })
}
