import type { FastifyInstance, FastifyRequest, RouteOptions } from 'fastify'
import { read, readOne } from '../database/scope.ts'
import { byId, nothing } from '../http/fields.ts'
import type { App, Slice } from '../http/slice.ts'
import * as actions from './actions.ts'
import { descriptionOf, resourceTypes, serviceProvider, userAttributes } from './description.ts'
import { asScimError } from './errors.ts'
import { type DirectoryUser, findUser, listUsers, lookAtDescription } from './queries.ts'
import * as schemas from './schemas.ts'
import { listSchema, readFilter, userSchema } from './scim.ts'

const declared = { access: 'accounts.provision', purpose: 'identity' } as const
const tags = ['brugerkatalog']
const contentType = 'application/scim+json'

const locationOf = ({ protocol, host }: FastifyRequest, id: string) =>
  `${protocol}://${host}/api/v1/scim/v2/Users/${id}`

const shown = (request: FastifyRequest, user: DirectoryUser) => ({
  schemas: [userSchema] as [typeof userSchema],
  id: user.id,
  ...(user.externalId !== null && { externalId: user.externalId }),
  userName: user.userName,
  displayName: user.displayName,
  name: {
    formatted: user.displayName,
    ...(user.givenName !== null && { givenName: user.givenName }),
    ...(user.familyName !== null && { familyName: user.familyName }),
  },
  emails: user.email === null ? [] : [{ value: user.email, type: 'work' as const, primary: true as const }],
  active: user.active,
  meta: { resourceType: 'User' as const, created: user.created, location: locationOf(request, user.id) },
})

const listed = <T>(Resources: T[], totalResults = Resources.length, startIndex = 1) => ({
  schemas: [listSchema] as [typeof listSchema],
  totalResults,
  startIndex,
  itemsPerPage: Resources.length,
  Resources,
})

/**
 * An organisation's directory keeps its users' accounts here: SCIM 2.0 (RFC 7643, RFC 7644), users alone, as Entra ID uses
 * it. Who they are and whether they work there is the directory's; which departments, an administrator's.
 */
export const directoryRoutes: Slice = async (app, context) => {
  await app.register(
    async (scim) => {
      speakScim(scim)
      await describing(scim as unknown as App, context)
      await looking(scim as unknown as App, context)
      await keeping(scim as unknown as App, context)
    },
    { prefix: '/scim/v2' },
  )
}

const refused = {
  description: 'Afvist (RFC 7644 § 3.12)',
  content: { [contentType]: { schema: schemas.ScimError } },
}

/** What the document tells of SCIM, said once. */
const tellOfScim = (route: RouteOptions): void => {
  const { body, response } = route.schema ?? {}
  route.schema = {
    ...route.schema,
    ...(body !== undefined && { consumes: [contentType] }),
    produces: [contentType],
    response: { ...(response as object), default: refused },
  }
}

const speakScim = (app: FastifyInstance): void => {
  app.addHook('onRoute', tellOfScim)
  app.addContentTypeParser(contentType, { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
  app.addHook('preSerialization', async (_request, reply) => {
    if (reply.statusCode < 400) reply.type(`${contentType}; charset=utf-8`)
  })
  app.addHook('onSend', asScimError)
}

const describing: Slice = async (app, { pool }) => {
  app.get(
    '/ServiceProviderConfig',
    {
      config: { ...declared, action: 'directory.describe' },
      schema: { tags, response: { 200: schemas.ScimDescription } },
    },
    async ({ call }) => {
      await read(pool, call, lookAtDescription, {})
      return serviceProvider
    },
  )
  app.get(
    '/ResourceTypes',
    {
      config: { ...declared, action: 'directory.describe_types' },
      schema: { tags, response: { 200: schemas.ScimDescriptions } },
    },
    async ({ call }) => {
      await read(pool, call, lookAtDescription, {})
      return listed(resourceTypes)
    },
  )
  app.get(
    '/Schemas',
    {
      config: { ...declared, action: 'directory.describe_schemas' },
      schema: { tags, response: { 200: schemas.ScimDescriptions } },
    },
    async ({ call }) => {
      await read(pool, call, lookAtDescription, {})
      return listed([descriptionOf(userAttributes)])
    },
  )
}

const looking: Slice = async (app, { pool }) => {
  app.get(
    '/Users',
    {
      config: { ...declared, action: 'directory.list' },
      schema: { tags, querystring: schemas.ScimQuery, response: { 200: schemas.ScimUsers } },
    },
    async (request) => {
      const { filter = '', startIndex, count } = request.query
      const values = { ...readFilter(filter), count, offset: startIndex - 1 }
      const rows = await read(pool, request.call, listUsers(values), values)
      const users = rows.filter(({ id }) => id !== null).map((user) => shown(request, user))
      return listed(users, rows[0]?.total ?? 0, startIndex)
    },
  )
  app.get(
    '/Users/:id',
    {
      config: { ...declared, action: 'directory.read' },
      schema: { tags, params: byId, response: { 200: schemas.ScimUser } },
    },
    async (request) => shown(request, await readOne(pool, request.call, findUser, request.params)),
  )
}

const keeping: Slice = async (app, { pool, clock }) => {
  const answer = { 200: schemas.ScimUser }
  app.post(
    '/Users',
    {
      config: { ...declared, action: 'directory.add' },
      schema: { tags, body: schemas.ScimUserIn, response: { 201: schemas.ScimUser } },
    },
    async (request, reply) => {
      const user = await actions.addUser(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', locationOf(request, user.id)).send(shown(request, user))
    },
  )
  app.put(
    '/Users/:id',
    {
      config: { ...declared, action: 'directory.replace' },
      schema: { tags, params: byId, body: schemas.ScimUserIn, response: answer },
    },
    async (request) =>
      shown(request, await actions.replaceUser(pool, request.call, request.params.id, request.body)),
  )
  app.patch(
    '/Users/:id',
    {
      config: { ...declared, action: 'directory.change' },
      schema: { tags, params: byId, body: schemas.ScimPatch, response: answer },
    },
    async (request) => {
      const { call, params, body } = request
      return shown(request, await actions.patchUser(pool, call, params.id, body.Operations))
    },
  )
  app.delete(
    '/Users/:id',
    {
      config: { ...declared, action: 'directory.remove' },
      schema: { tags, params: byId, response: nothing },
    },
    async ({ call, params }, reply) => {
      await actions.removeUser(pool, call, params.id)
      return reply.code(204).send()
    },
  )
}
