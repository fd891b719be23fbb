import type { Send } from './demo.ts'
import type { Random } from './random.ts'
import { firstNames, lastNames } from './texts.ts'

/** Something that happens at a moment of the demo's time. */
export interface Event {
  at: Date
  run: (send: Send, at: Date) => Promise<void>
}

export interface Household {
  department: { id: string; name: string; organisationId: string }
  address: string
  residents: { name: string }[]
  tenancyId: string
  residentIds: string[]
  naboklageIds: string[]
}

/** The first day of the demo's time. */
export const start = new Date('2025-01-01T07:00:00Z')

export const driftOf = ({ organisationId }: Household['department']) =>
  organisationId === 'boligviborg' ? 'drift.boligviborg' : 'drift.sctjoergen'

export const person = (random: Random) => `${random.pick(firstNames)} ${random.pick(lastNames)}`

export const household = (
  random: Random,
  department: Household['department'],
  number: number,
): Household => ({
  department,
  address: `${department.name} ${number}`,
  residents: Array.from({ length: random.between(1, 3) }, () => ({
    name: person(random),
    birthYear: random.between(1940, 2005),
    protectedAddress: random.chance(0.02),
  })),
  tenancyId: '',
  residentIds: [],
  naboklageIds: [],
})

export const moveIn = (random: Random, home: Household): Event => ({
  at: start,
  run: async (send, at) => {
    const { id, residents } = await send<{ id: string; residents: { id: string }[] }>({
      at,
      as: driftOf(home.department),
      url: '/tenancies',
      body: {
        departmentId: home.department.id,
        address: home.address,
        dwelling: random.pick(['st. tv', 'st. th', '1. tv', '1. th', '2. tv', '2. th']),
        movedInOn: `20${random.between(10, 24)}-0${random.between(1, 9)}-01`,
        residents: home.residents,
      },
    })
    home.tenancyId = id
    home.residentIds = residents.map((resident) => resident.id)
  },
})
