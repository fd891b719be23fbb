import { readOne } from '../../database/scope.ts'
import { byId } from '../../http/fields.ts'
import type { Slice } from '../../http/slice.ts'
import { requireKeyPerson } from '../queries/case.ts'
import { findVisibility, requireOrganisation } from '../queries/visibility.ts'
import * as schemas from '../schemas.ts'

/** For the key person, who carries the consent: what it opens, before anyone looks. */
export const visibilityRoutes: Slice = async (app, { pool }) => {
  app.get(
    '/cases/:id/visibility',
    {
      config: { access: 'cases.work', purpose: 'casework', action: 'case.preview' },
      schema: {
        tags: ['sager'],
        params: byId,
        querystring: schemas.VisibilityQuery,
        response: { 200: schemas.Visibility },
      },
    },
    async ({ call, params, query }) =>
      readOne(pool, call, findVisibility, { ...params, ...query }, requireKeyPerson, requireOrganisation),
  )
}
