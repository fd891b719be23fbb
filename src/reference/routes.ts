import { read } from '../database/scope.ts'
import type { Slice } from '../http/slice.ts'
import { lookAtCodelists } from './queries.ts'
import { reference } from './rules.ts'
import { Codelists } from './schemas.ts'

export const codelistRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/codelists',
    {
      config: { access: 'reference.read', purpose: 'reference', action: 'codelist.read', versioned: 'one' },
      schema: { tags: ['kodelister'], response: { 200: Codelists } },
    },
    async (request) => {
      await read(pool, request.call, lookAtCodelists, {})
      return reference
    },
  )
}
