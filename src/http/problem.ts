import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Declaration } from '../kernel/call.ts'
import {
  DomainError,
  type FieldError,
  type ProblemCode,
  problems,
  validationFailed,
} from '../kernel/errors.ts'
import { askedFor, type Identity } from './access.ts'

/** A refusal may tell more, in members of its own (RFC 9457 § 3.2). */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]),
    requestId: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

/**
 * Writes the event of a refusal and answers whether the caller's role may make this kind of call at all.
 * @throws unauthenticated when the session has ended
 */
export type RecordRefusal = (refusal: {
  identity: Identity
  declaration: Declaration
  requestId: string
  subjectIds: string[]
}) => Promise<boolean>

/** An issue of zod as fastify-type-provider-zod passes it on: what is special about its kind is in `params`. */
interface Issue {
  instancePath: string
  message?: string
  params?: { keys?: string[]; params?: { code?: string } }
}

/** A name that the client made up may hold personal data: it is repeated only when it looks like a field's. */
const plainName = /^[a-z][a-z_]{0,39}$/i

/** A field is named by its path; what was written in it is not repeated. */
const fieldErrors = ({ instancePath, message, params }: Issue): FieldError[] => {
  const path = instancePath.slice(1).replaceAll('/', '.')
  if (!params?.keys) return [{ path, message: message ?? 'Ugyldig værdi' }]
  const names = params.keys.filter((key) => plainName.test(key)).slice(0, 20)
  const unknown = names.map((name) => (path ? `${path}.${name}` : name))
  return (unknown.length > 0 ? unknown : [path]).map((name) => ({ path: name, message: 'Ukendt felt' }))
}

/** The first that is wrong with each field. */
const firstOfEach = (errors: FieldError[]): FieldError[] =>
  [...new Map(errors.toReversed().map((error) => [error.path, error])).values()].toReversed()

const fromValidation = (error: FastifyError): DomainError => {
  const issues = (error.validation ?? []) as unknown as Issue[]
  const personal = issues.filter((issue) => issue.params?.params?.code === 'personal_number')
  const errors = (personal.length > 0 ? personal : issues).flatMap(fieldErrors)
  return validationFailed(firstOfEach(errors), personal.length > 0)
}

const fastifyErrors: Record<string, [ProblemCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['payload_too_large', 'Indholdet fylder mere, end der tages imod her.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [
    'unsupported_media_type',
    'Indhold af den type tages ikke imod her: se beskrivelsen af API’et.',
  ],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['malformed_body', 'Content-Length passer ikke med indholdet.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['malformed_body', 'Indholdet er tomt.'],
  FST_ERR_CTP_INVALID_JSON_BODY: ['malformed_body', 'Indholdet er ikke gyldig JSON.'],
  FST_ERR_BAD_URL: ['not_found', 'Adressen kan ikke læses.'],
  FST_ERR_ASYNC_CONSTRAINT: ['not_found', 'Adressen kan ikke læses.'],
}

const asProblem = (error: unknown): DomainError => {
  if (error instanceof DomainError) return error
  if (hasZodFastifySchemaValidationErrors(error)) return fromValidation(error as FastifyError)
  const { code = '', statusCode = 500 } = error as FastifyError
  const [problem, detail] = fastifyErrors[code] ?? []
  if (problem && detail) return new DomainError(problem, detail)
  if (statusCode < 500) return new DomainError('malformed_body', 'Anmodningen kan ikke læses.')
  return new DomainError('internal', 'Fejlen er registreret. Oplys anmodningens id, hvis du beder om hjælp.')
}

/** A refusal as it is told (RFC 9457). */
export const problemOf = (error: DomainError, requestId: string) => {
  const [status, title] = problems[error.code]
  return {
    type: `/docs#${error.code}`,
    title,
    status,
    detail: error.message,
    code: error.code,
    requestId,
    ...(status === 400 && { errors: error.errors ?? [] }),
    ...error.members,
  }
}

export const sendProblem = (
  request: FastifyRequest,
  reply: FastifyReply,
  error: DomainError,
): FastifyReply => {
  const problem = problemOf(error, request.id)
  const { status } = problem
  reply.header('x-request-id', request.id)
  if (error.retryAfter !== undefined) reply.header('retry-after', error.retryAfter)
  if (status === 401) reply.header('www-authenticate', 'Bearer')
  // What one may not see and what is not there are one answer to the last header: the count differs by a request.
  if (status === 404) reply.removeHeader('ratelimit')
  return reply
    .code(status)
    .header('content-type', 'application/problem+json; charset=utf-8')
    .header('cache-control', 'no-store')
    .serializer(JSON.stringify)
    .send(problem)
}

const forbidden = () => new DomainError('forbidden', 'Din rolle har ikke adgang til denne handling.')

/** Errors become problem details; a refusal of a signed-in caller is written into the trail first. */
export const handleProblems = (app: FastifyInstance, recordRefusal: RecordRefusal): void => {
  const recorded = async (request: FastifyRequest, problem: DomainError): Promise<DomainError> => {
    const { identity } = request
    const status = problems[problem.code][0]
    if (!identity || status >= 500 || status === 401 || problem.unrecorded) return problem
    const permitted = await recordRefusal({
      identity,
      declaration: request.routeOptions.config as Declaration,
      requestId: request.id,
      subjectIds: askedFor(request),
    })
    return permitted ? problem : forbidden()
  }
  app.setErrorHandler(async (error, request, reply) => {
    const problem = asProblem(error)
    if (problem.code === 'internal') request.log.error({ err: error }, 'unexpected error')
    const answer = await recorded(request, problem).catch((failure) => {
      if (!(failure instanceof DomainError)) request.log.error({ err: failure }, 'refusal not recorded')
      return asProblem(failure)
    })
    return sendProblem(request, reply, answer)
  })
}
