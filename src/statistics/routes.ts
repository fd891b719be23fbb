import type { Slice } from '../http/slice.ts'
import { populationRoutes } from './routes/population.ts'
import { publicationRoutes } from './routes/publications.ts'
import { tableRoutes } from './routes/tables.ts'

/** Anonymised counts: protected once, when a period is published, and read as they were published. */
export const statisticsRoutes: Slice = async (app, context) => {
  await publicationRoutes(app, context)
  await tableRoutes(app, context)
  await populationRoutes(app, context)
}
