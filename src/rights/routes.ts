import type { Slice } from '../http/slice.ts'
import { accessLogRoutes } from './routes/access-log.ts'
import { requestRoutes } from './routes/requests.ts'
import { reviewRoutes } from './routes/reviews.ts'

/** The citizen's right of access (GDPR art. 15). */
export const rightsRoutes: Slice = async (app, context) => {
  await accessLogRoutes(app, context)
  await requestRoutes(app, context)
  await reviewRoutes(app, context)
}
