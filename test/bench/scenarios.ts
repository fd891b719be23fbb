import { type actors, idOf, size } from './data.ts'

export interface Scenario {
  name: string
  actor: keyof typeof actors
  method: 'GET' | 'POST'
  paths: string[]
  body?: string
}

/** A hundred cases spread over all of them: the caches hold no more of them than in real use. */
const someCases = (scale: number) =>
  Array.from({ length: 100 }, (_, index) => idOf('case', 1 + Math.floor((index * scale * size.cases) / 100)))

const naboklage = JSON.stringify({
  departmentId: 'afdeling-3',
  channel: 'written',
  respondentTenancyId: idOf('tenancy', 3),
  complainant: { name: 'Inger Madsen' },
  category: 'noise',
  occurredAt: new Date(Date.now() - 86_400_000).toISOString(),
  description:
    'Naboen spiller høj musik hver aften efter klokken 23, og det kan høres i hele opgangen. '.repeat(3),
  sharedSummary: 'Støj om aftenen',
})

export const scenarios = (scale: number): Scenario[] => {
  const cases = someCases(scale).map((id) => `/api/v1/cases/${id}`)
  const entries = cases.map((path) => `${path}/entries`)
  return [
    {
      name: 'create naboklage',
      actor: 'drift',
      method: 'POST',
      paths: ['/api/v1/naboklager'],
      body: naboklage,
    },
    { name: 'list 50 naboklager', actor: 'drift', method: 'GET', paths: ['/api/v1/naboklager?limit=50'] },
    { name: 'case, owner', actor: 'owner', method: 'GET', paths: cases },
    { name: 'case, partner', actor: 'partner', method: 'GET', paths: cases },
    { name: 'entries, owner', actor: 'owner', method: 'GET', paths: entries },
    { name: 'entries, partner', actor: 'partner', method: 'GET', paths: entries },
    { name: 'list 50 cases, owner', actor: 'owner', method: 'GET', paths: ['/api/v1/cases?limit=50'] },
    { name: 'list 50 cases, partner', actor: 'partner', method: 'GET', paths: ['/api/v1/cases?limit=50'] },
  ]
}
