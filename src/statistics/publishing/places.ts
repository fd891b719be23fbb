import type { Rules } from '../rules.ts'

/** A value of a dimension, and the one that it is a part of. */
export interface Value {
  id: string
  label: string
  parent: string | null
}

export interface Place extends Value {
  /** A department that is not published still has counts, which its own staff know. */
  published: boolean
}

export interface Department {
  id: string
  label: string
  landlord: string
  /** 0 when nobody has said how many. */
  households: number
  residents: number
}

interface Layout {
  landlords: { id: string; label: string }[]
  departments: Department[]
  smallest: Rules['smallest']
  byDepartment: boolean
}

const sizeOf = (departments: Department[]) => ({
  households: departments.reduce((sum, { households }) => sum + households, 0),
  residents: departments.reduce((sum, { residents }) => sum + residents, 0),
})

/**
 * The departments that do not stand under their own name: those that are too small, and with them the next smallest
 * while they are one alone, which is a department by another name, or too small together.
 */
const foldedOf = (departments: Department[], smallest: Rules['smallest']): Department[] => {
  const isLarge = ({ households, residents }: Omit<Department, 'id' | 'label' | 'landlord'>) =>
    households >= smallest.households && residents >= smallest.residents
  const folded = departments.filter((department) => !isLarge(department))
  const named = departments.filter(isLarge).sort((a, b) => a.residents - b.residents)
  while (folded.length > 0 && named.length > 0 && (folded.length < 2 || !isLarge(sizeOf(folded))))
    folded.push(...named.splice(0, 1))
  return folded
}

const publishedOf = (landlord: Layout['landlords'][number], departments: Department[], layout: Layout) => {
  const asPlace = (published: boolean, parent: string) => (department: Department) => ({
    ...{ id: department.id, label: department.label },
    ...{ parent, published },
  })
  const folded = layout.byDepartment ? foldedOf(departments, layout.smallest) : departments
  if (folded.length === departments.length) return departments.map(asPlace(false, landlord.id))
  const named = departments.filter((department) => !folded.includes(department))
  const others = { id: `oevrige-${landlord.id}`, label: `Øvrige afdelinger, ${landlord.label}` }
  return [
    ...named.map(asPlace(true, landlord.id)),
    ...(folded.length > 0 ? [{ ...others, parent: landlord.id, published: true }] : []),
    ...folded.map(asPlace(false, others.id)),
  ]
}

/** All, the landlords, and their departments: large ones by name, the others as one (statistics.md, Rules). */
export const placesOf = (layout: Layout): Place[] => [
  { id: 'total', label: 'Alle boligområder', parent: null, published: true },
  ...layout.landlords.flatMap((landlord) => [
    { ...landlord, parent: 'total', published: true },
    ...publishedOf(
      landlord,
      layout.departments.filter((department) => department.landlord === landlord.id),
      layout,
    ),
  ]),
]
