import { read, readOne } from '../database/scope.ts'
import { byId } from '../http/fields.ts'
import { decodeCursor, paged } from '../http/pagination.ts'
import type { Slice } from '../http/slice.ts'
import { DomainError } from '../kernel/errors.ts'
import { importTenancies } from './actions.ts'
import { largestFile, Upload } from './file/upload.ts'
import { findImport, listImports } from './queries/imports.ts'
import * as schemas from './schemas.ts'

const declared = { access: 'tenancies.import', purpose: 'tenancy_administration' } as const
const tags = ['boliger']

export const tenancyImportRoutes: Slice = async (app, context) => {
  await progress(app, context)
  await app.register(async (inner) => uploads(inner as typeof app, context))
}

const uploads: Slice = async (app, { pool, clock }) => {
  app.removeAllContentTypeParsers()
  const parse = { parseAs: 'buffer', bodyLimit: largestFile } as const
  app.addContentTypeParser<Buffer>('text/csv', parse, (_request, body, done) => done(null, new Upload(body)))
  app.post(
    '/imports/tenancies',
    {
      config: { ...declared, action: 'tenancy.import' },
      schema: {
        tags,
        consumes: ['text/csv'],
        querystring: schemas.ImportQuery,
        response: { 200: schemas.Outcome, 201: schemas.Outcome },
      },
    },
    async (request, reply) => {
      const { body: file } = request
      if (!(file instanceof Upload))
        throw new DomainError('unsupported_media_type', 'Send filen som text/csv.')
      const { dryRun, mapping = {}, departments: said = {} } = request.query
      const outcome = await importTenancies(pool, request.call, clock(), file, { dryRun, mapping, said })
      return reply
        .code(dryRun ? 200 : 201)
        .header('location', `/api/v1/imports/tenancies/${outcome.id}`)
        .send(outcome)
    },
  )
}

const progress: Slice = async (app, { pool }) => {
  app.get(
    '/imports/tenancies',
    {
      config: { ...declared, action: 'tenancy_import.list', versioned: 'list' },
      schema: { tags, querystring: schemas.ListQuery, response: { 200: schemas.TenancyImports } },
    },
    async (request, reply) => {
      const { limit, cursor } = request.query
      const values = { cursor: decodeCursor(cursor), limit }
      return paged(request, reply, await read(pool, request.call, listImports, values), limit)
    },
  )
  app.get(
    '/imports/tenancies/:id',
    {
      config: { ...declared, action: 'tenancy_import.read', versioned: 'one' },
      schema: { tags, params: byId, response: { 200: schemas.TenancyImport } },
    },
    async (request) => readOne(pool, request.call, findImport, request.params),
  )
}
