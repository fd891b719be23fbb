/** A table that is published: households by where they live and by one more thing. */
export interface CatalogueTable {
  id: string
  title: string
  /** The finest place that it is published for; departments by year alone. */
  place: { id: 'department' | 'landlord'; label: string }
  /** What its groups are of; the groups are data (`count_groups`). */
  by: { id: string; label: string }
}

const department = { id: 'department', label: 'Boligafdeling' } as const
const landlord = { id: 'landlord', label: 'Boligorganisation' } as const

/** Fixed: whoever asks may choose among published cells, and nothing else (statistics.md, Releases). */
export const catalogue: readonly CatalogueTable[] = [
  {
    id: 'naboklager',
    title: 'Husstande, der er klaget over',
    place: department,
    by: { id: 'categoryGroup', label: 'Klagens art (husstandens alvorligste)' },
  },
  {
    id: 'cases-opened',
    title: 'Husstande med en ny sag',
    place: department,
    by: { id: 'themeGroup', label: 'Sagens tema (husstandens seneste)' },
  },
  {
    id: 'cases-closed',
    title: 'Husstande med en afsluttet sag',
    place: department,
    by: { id: 'outcomeGroup', label: 'Sagens udfald (husstandens seneste)' },
  },
  {
    id: 'consents',
    title: 'Husstande, der har svaret om samtykke',
    place: landlord,
    by: { id: 'answer', label: 'Svar (husstandens seneste)' },
  },
  {
    id: 'actions',
    title: 'Husstande med en aftalt handling',
    place: landlord,
    by: { id: 'method', label: 'Metode (husstandens seneste)' },
  },
  {
    id: 'response-time',
    title: 'Husstande, der er klaget over, efter tid til første skridt',
    place: landlord,
    by: { id: 'responseTime', label: 'Tid til første skridt (husstandens længste)' },
  },
]
