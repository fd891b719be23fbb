import type { Event } from './homes.ts'
import { start } from './homes.ts'
import type { Random } from './random.ts'
import { departments } from './reference.ts'

/** Invented, in the proportions of real areas: two departments are too small to stand under their own name. */
const dwellings: Record<string, number> = {
  ...{ ringparken: 296, 'koelvraa-afd-8': 54, vestervang: 188, houlkaervaenget: 402, solgaarden: 96 },
  ...{ kildegaarden: 121, roennealle: 66, engholmvej: 58, vestergade: 61, elmely: 40, lindon: 30 },
  ...{ ellekonebakken: 318, klostervaenget: 204, kaersangerparken: 87, stoholm: 72, karup: 90 },
}

const yearOf = (at: Date) => at.getUTCFullYear()

/** The coordinator enters each year how many live in each department. */
export const populations = (random: Random, end: Date): Event[] => {
  const years = Array.from({ length: yearOf(end) - yearOf(start) + 1 }, (_, index) => yearOf(start) + index)
  return years.flatMap((year) =>
    departments.map(({ id, organisationId }) => {
      const all = dwellings[id] ?? 0
      const households = all - random.between(0, 3)
      const body = {
        ...{ dwellings: all, households, residents: households + Math.round(households * 0.9) },
        source: organisationId === 'boligviborg' ? 'BoligViborg' : 'Boligselskabet Sct. Jørgen',
      }
      const at = new Date(Date.UTC(year, 0, 8, 9))
      const url = `/departments/${id}/population/${year}`
      return {
        at,
        run: async (send) => void (await send({ at, as: 'koordinator', method: 'PUT', url, body })),
      }
    }),
  )
}
