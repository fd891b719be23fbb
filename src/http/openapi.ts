import swagger, { type SwaggerTransformObject } from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance, FastifySchema } from 'fastify'
import { jsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { type Permission, rolesWith, serviceScopes } from '../kernel/access.ts'

const header = (name: string, required: boolean, description: string) => ({
  in: 'header',
  name,
  required,
  description,
  schema: { type: 'string' },
})
const ifMatch = header('If-Match', true, 'Den version (ETag), som ændringen bygger på')
const ifNoneMatch = header('If-None-Match', false, 'En version (ETag), som klienten allerede har')
const idempotencyKey = header('Idempotency-Key', false, 'Gør det trygt at gentage anmodningen i 24 timer')

const problem = {
  description: 'Afvist (RFC 9457); `code` siger hvorfor',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
}

const told = (description: string) => ({ description, schema: { type: 'string' as const } })

/** Once for all operations: the headers are on their other answers too. */
const tooManyRequests = {
  description: 'For mange anmodninger i minuttet. Hvor man står, fremgår af hvert svar',
  headers: {
    RateLimit: told('Hvad der er tilbage, og sekunder til et nyt minut: `"user";r=599;t=60`'),
    'RateLimit-Policy': told('Grænsen for brugeren eller adressen: `"user";q=600;w=60`'),
    'Retry-After': told('Så mange sekunder skal der ventes'),
  },
  content: problem.content,
}

interface Operation {
  parameters?: object[]
  responses: Record<string, object>
}

const headersFor: Record<string, object[]> = { get: [ifNoneMatch], post: [idempotencyKey], patch: [ifMatch] }

/** What every route has by convention, said once: the headers that it heeds, and how it refuses. */
const addConventions = (paths: Record<string, Record<string, Operation>>): void => {
  for (const [path, operations] of Object.entries(paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      const headers = path.includes('/auth/') || !path.startsWith('/api/') ? [] : (headersFor[method] ?? [])
      operation.parameters = [...(operation.parameters ?? []), ...headers]
      if (path.startsWith('/api/'))
        operation.responses[429] = { $ref: '#/components/responses/TooManyRequests' }
      operation.responses.default ??= problem
    }
  }
}

/** Leaves out the input and output twins of schemas that nothing refers to. */
const dropUnused = (document: { paths: object; components: { schemas: Record<string, unknown> } }): void => {
  const { schemas } = document.components
  for (let dropped = true; dropped; ) {
    const text = JSON.stringify(document)
    const unused = Object.keys(schemas).filter((name) => !text.includes(`"#/components/schemas/${name}"`))
    for (const name of unused) delete schemas[name]
    dropped = unused.length > 0
  }
}

const transformObject: SwaggerTransformObject = (source) => {
  const document = jsonSchemaTransformObject(source) as Parameters<typeof dropUnused>[0] & {
    paths: Parameters<typeof addConventions>[0]
  }
  addConventions(document.paths)
  dropUnused(document)
  return document as unknown as ReturnType<SwaggerTransformObject>
}

const isOfServices = (access: Permission): boolean =>
  access === 'me.read' || (serviceScopes as readonly Permission[]).includes(access)

/** What a party's own system may ask for too, and by which of its scopes; what it is, it may always ask. */
const securityOf = (access: Permission) =>
  isOfServices(access) && {
    security: [{ bearer: [] }, { service: access === 'me.read' ? [] : [access] }],
  }

const file = { type: 'string', format: 'binary' }

/** What is read or written as it stands has no schema to be held to, and is told of all the same. */
const withFiles = ({ body, response, ...schema }: FastifySchema): FastifySchema => ({
  ...schema,
  ...((body || schema.consumes) && { body: body ?? file }),
  ...((response || schema.produces) && { response: response ?? { 200: file } }),
})

/** An operation is called what the trail calls it. */
const transform: typeof jsonSchemaTransform = (source) => {
  const { schema: described, url } = jsonSchemaTransform(source)
  const schema = withFiles(described)
  const { action, access } = (source.route?.config ?? {}) as { action?: string; access?: Permission }
  if (!action || !access) return { schema, url }
  const description = `Roller: ${rolesWith(access).join(', ')}`
  return { schema: { ...schema, operationId: action, description, ...securityOf(access) }, url }
}

/** The OpenAPI 3.1 document of every route, made from the schemas that the routes are held to. */
export const describeApi = async (app: FastifyInstance): Promise<void> => {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Bo Godt',
        version: '1.0.0',
        description: 'Koordineret samarbejde om beboere, der har brug for hjælp til at blive boende.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        responses: { TooManyRequests: tooManyRequests },
        securitySchemes: {
          bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
          service: {
            type: 'oauth2',
            description: 'Parternes egne systemer',
            flows: {
              clientCredentials: {
                tokenUrl: '/api/v1/auth/service-token',
                scopes: Object.fromEntries(
                  serviceScopes.map((scope) => [scope, `Roller: ${rolesWith(scope).join(', ')}`]),
                ),
              },
            },
          },
        },
      },
      security: [{ bearer: [] }],
    },
    transform,
    transformObject,
  })
  await app.register(swaggerUi, { routePrefix: '/docs', staticCSP: true })
}

export const openapiRoute = async (app: FastifyInstance): Promise<void> => {
  app.get('/openapi.json', { config: { open: true }, schema: { hide: true } }, async () => app.swagger())
}
