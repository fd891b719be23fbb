import { type actors, idOf, size } from './data.ts'

export interface Scenario {
  name: string
  actor: keyof typeof actors
  method: 'GET' | 'POST'
  /** Asked in turn. */
  asked: { path: string; body?: string }[]
}

/** A hundred cases spread over all of them: the caches hold no more of them than in real use. */
const someCases = (scale: number) =>
  Array.from({ length: 100 }, (_, index) => idOf('case', 1 + Math.floor((index * scale * size.cases) / 100)))

const naboklage = (tenancy: number) => ({
  departmentId: 'afdeling-3',
  channel: 'written',
  respondentTenancyId: idOf('tenancy', tenancy),
  complainant: { name: 'Inger Madsen' },
  category: 'noise',
  occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
  description:
    'Naboen spiller høj musik hver aften efter klokken 23, og det kan høres i hele opgangen. '.repeat(3),
  sharedSummary: 'Støj om aftenen',
})

/** About each household of a department in turn: no household draws thousands of complaints. */
const naboklager = Array.from({ length: size.cases / 10 }, (_, index) => ({
  path: '/api/v1/naboklager',
  body: JSON.stringify(naboklage(10 * index + 3)),
}))

export const scenarios = (scale: number): Scenario[] => {
  const cases = someCases(scale).map((id) => ({ path: `/api/v1/cases/${id}` }))
  const entries = cases.map(({ path }) => ({ path: `${path}/entries` }))
  return [
    { name: 'create naboklage', actor: 'drift', method: 'POST', asked: naboklager },
    {
      name: 'list 50 naboklager',
      actor: 'drift',
      method: 'GET',
      asked: [{ path: '/api/v1/naboklager?limit=50' }],
    },
    { name: 'case, owner', actor: 'owner', method: 'GET', asked: cases },
    { name: 'case, partner', actor: 'partner', method: 'GET', asked: cases },
    { name: 'entries, owner', actor: 'owner', method: 'GET', asked: entries },
    { name: 'entries, partner', actor: 'partner', method: 'GET', asked: entries },
    {
      name: 'list 50 cases, owner',
      actor: 'owner',
      method: 'GET',
      asked: [{ path: '/api/v1/cases?limit=50' }],
    },
    {
      name: 'list 50 cases, partner',
      actor: 'partner',
      method: 'GET',
      asked: [{ path: '/api/v1/cases?limit=50' }],
    },
  ]
}
