/** The register as a file leaves it, worked out from the rules alone; days are numbers. */
export interface Person {
  name: string
  personKey: string | null
  phone: string | null
  isProtected: boolean
}
export interface Lease {
  key: string | null
  dwelling: string
  from: number
  to: number | null
  residents: Person[]
}
export interface Row extends Person {
  key: string
  dwelling: string
  from: number
  to: number | null
}

class Refused extends Error {}
const refuse = (so: boolean): void => {
  if (so) throw new Refused()
}

type Period = Pick<Lease, 'dwelling' | 'from' | 'to'>
const ends = ({ to }: Period) => to ?? Number.POSITIVE_INFINITY
const meets = (a: Period, b: Period) =>
  a.dwelling === b.dwelling && Math.max(a.from, b.from) < Math.min(ends(a), ends(b))
const samePeriod = (a: Period, b: Period) => a.dwelling === b.dwelling && a.from === b.from && a.to === b.to

interface Household extends Period {
  key: string
  rows: Row[]
}

const householdsOf = (rows: Row[]): Household[] => {
  const byKey = Object.groupBy(rows, ({ key }) => key)
  return Object.values(byKey).map((group = []) => {
    const [first] = group
    if (!first) throw new Error('an empty household')
    refuse(group.some((row) => !samePeriod(row, first)))
    const who = group.map(({ personKey, name }) => (personKey ? `k ${personKey}` : `n ${name}`))
    refuse(new Set(who).size < who.length)
    refuse(first.to !== null && first.to < first.from)
    return { key: first.key, dwelling: first.dwelling, from: first.from, to: first.to, rows: group }
  })
}

/** By the key; else the one that was entered by hand, when there is no other and nobody else's. */
const leasesOf = (register: Lease[], households: Household[]): Map<Household, Lease> => {
  const found = new Map<Household, Lease>()
  for (const household of households) {
    const known = register.find(({ key }) => key === household.key)
    if (known) found.set(household, known)
  }
  const likely = households
    .filter((household) => !found.has(household))
    .flatMap((household) =>
      register
        .filter((lease) => lease.key === null && meets(lease, household))
        .filter(({ residents }) => household.rows.some(({ name }) => residents.some((r) => r.name === name)))
        .map((lease) => ({ household, lease })),
    )
  for (const { household, lease } of likely)
    if (likely.filter((one) => one.household === household || one.lease === lease).length === 1)
      found.set(household, lease)
  return found
}

const peopleAfter = (before: Person[], rows: Row[]): Person[] => {
  const after = before.map((person) => ({ ...person }))
  const found = new Map<Row, Person>()
  for (const row of rows) {
    const known = after.find(({ personKey }) => personKey !== null && personKey === row.personKey)
    if (known) found.set(row, known)
  }
  const byKey = new Set(found.values())
  const mayBe = (row: Row, person: Person) =>
    person.name === row.name && (row.personKey === null || person.personKey === null)
  const open = rows.filter((row) => !found.has(row))
  const likely = open.flatMap((row) =>
    after.filter((person) => mayBe(row, person) && !byKey.has(person)).map((person) => ({ row, person })),
  )
  for (const { row, person } of likely)
    if (likely.filter((one) => one.row === row || one.person === person).length === 1) found.set(row, person)
  refuse(rows.some((row) => !found.has(row) && after.some((person) => mayBe(row, person))))
  for (const row of rows) {
    const { name, personKey, phone, isProtected } = row
    const person = found.get(row)
    if (!person) after.push({ name, personKey, phone, isProtected })
    else
      Object.assign(person, {
        name,
        personKey: personKey ?? person.personKey,
        phone: phone ?? person.phone,
        isProtected: person.isProtected || isProtected,
      })
  }
  return after
}

/** @returns null when the file is refused */
export const registerAfter = (register: Lease[], rows: Row[]): Lease[] | null => {
  try {
    return afterwards(register, rows)
  } catch (error) {
    if (error instanceof Refused) return null
    throw error
  }
}

const afterwards = (register: Lease[], rows: Row[]): Lease[] => {
  const households = householdsOf(rows)
  const leases = leasesOf(register, households)
  const others = register.filter((lease) => ![...leases.values()].includes(lease))
  const made = households.map((household): Lease => {
    const residents = peopleAfter(leases.get(household)?.residents ?? [], household.rows)
    return { ...household, residents }
  })
  for (const [index, household] of households.entries())
    refuse(households.slice(index + 1).some((other) => meets(household, other)))
  const ending = new Map<Lease, number>()
  for (const household of households) {
    const before = leases.get(household)
    if (before && samePeriod(before, household)) continue
    for (const other of others.filter((lease) => meets(lease, household))) {
      refuse(before !== undefined || other.key === null || other.from >= household.from)
      ending.set(other, Math.min(ending.get(other) ?? household.from, household.from))
    }
  }
  const kept = others.map((lease) => ({ ...lease, to: ending.get(lease) ?? lease.to }))
  return [...kept, ...made]
}
