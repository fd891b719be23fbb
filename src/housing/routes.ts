import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import * as actions from './actions.ts'
import * as queries from './queries.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'tenancies.manage', purpose: 'tenancy_administration' } as const
const reference = { access: 'reference.read', purpose: 'reference' } as const
const embeds = 'residents'
const tags = ['boliger']

export const housingRoutes: Slice = async (app, context) => {
  await places(app, context)
  await tenancies(app, context)
  await residents(app, context)
}

const places: Slice = async (app, { pool }) => {
  app.get(
    '/organisations',
    {
      config: { ...reference, action: 'organisation.list' },
      schema: { tags, response: { 200: schemas.Organisations } },
    },
    async (request) => ({ items: await read(pool, request.call, queries.listOrganisations, {}) }),
  )
  app.get(
    '/departments',
    {
      config: { ...reference, action: 'department.list' },
      schema: { tags, response: { 200: schemas.Departments } },
    },
    async (request) => ({ items: await read(pool, request.call, queries.listDepartments, {}) }),
  )
  app.post(
    '/tenancies/lookup',
    {
      config: { access: 'tenancies.lookup', purpose: 'casework', action: 'tenancy.lookup' },
      schema: { tags, body: schemas.Lookup, response: { 200: schemas.Found } },
    },
    async (request) => {
      const { dwelling = null, on = null, ...who } = request.body
      return readOne(pool, request.call, queries.lookup, { ...who, dwelling, on })
    },
  )
}

const tenancies: Slice = async (app, { pool, clock }) => {
  app.post(
    '/tenancies',
    {
      config: { ...declared, action: 'tenancy.create', versioned: 'one', embeds },
      schema: { tags, body: schemas.NewTenancy, response: { 201: schemas.Tenancy } },
    },
    async (request, reply) => {
      const tenancy = await actions.createTenancy(pool, request.call, clock(), request.body)
      return reply.code(201).header('location', `/api/v1/tenancies/${tenancy.id}`).send(tenancy)
    },
  )
  app.get(
    '/tenancies',
    {
      config: { ...declared, action: 'tenancy.list', versioned: 'list', embeds },
      schema: { tags, querystring: schemas.TenancyQuery, response: { 200: schemas.Tenancies } },
    },
    async (request, reply) => {
      const { limit, cursor, ...filters } = request.query
      const values = { ...filters, cursor: decodeCursor(cursor), limit }
      const rows = await read(pool, request.call, queries.listTenancies(values), values)
      return paged(request, reply, rows, limit)
    },
  )
  app.get(
    '/tenancies/:id',
    {
      config: { ...declared, action: 'tenancy.read', versioned: 'one', embeds },
      schema: { tags, params: byId, response: { 200: schemas.Tenancy } },
    },
    async (request) => readOne(pool, request.call, queries.findTenancy, request.params),
  )
  app.patch(
    '/tenancies/:id',
    {
      config: { ...declared, action: 'tenancy.change', versioned: 'one', embeds, conditional: true },
      schema: { tags, params: byId, body: schemas.TenancyChanges, response: { 200: schemas.Tenancy } },
    },
    async (request) => actions.changeTenancy(pool, request.call, request.params.id, request.body),
  )
}

const residents: Slice = async (app, { pool, clock }) => {
  app.post(
    '/tenancies/:id/residents',
    {
      config: { ...declared, action: 'resident.create', versioned: 'one' },
      schema: { tags, params: byId, body: schemas.NewResident, response: { 201: schemas.Resident } },
    },
    async (request, reply) => {
      const { id } = request.params
      const resident = await actions.addResident(pool, request.call, clock(), id, request.body)
      return reply.code(201).header('location', `/api/v1/residents/${resident.id}`).send(resident)
    },
  )
  app.get(
    '/residents/:id',
    {
      config: { ...declared, action: 'resident.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.Resident } },
    },
    async (request) => readOne(pool, request.call, queries.findResident, request.params),
  )
  app.patch(
    '/residents/:id',
    {
      config: { ...declared, action: 'resident.change', versioned: 'one', conditional: true },
      schema: { tags, params: byId, body: schemas.ResidentChanges, response: { 200: schemas.Resident } },
    },
    async (request) => actions.changeResident(pool, request.call, request.params.id, request.body),
  )
}
