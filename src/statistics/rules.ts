import { contentHash } from '../kernel/canonical.ts'
import type { Cell } from './queries/counts.ts'

/**
 * The rules that a table is made by: the household is the unit, 1 to 4 are hidden, landlord by category group, no
 * margins and no totals. A change of any of them is a new version.
 */
export const ruleVersion = '2026-1'

export const naboklagerTable = { id: 'naboklager', title: 'Husstande, der er klaget over' }

const landlord = { id: 'landlord', label: 'Boligorganisation' }
const categoryGroup = { id: 'categoryGroup', label: 'Klagens art (husstandens alvorligste)' }
export const naboklagerDimensions = [landlord, categoryGroup]

const distinct = (values: [string, string][]) =>
  [...new Map(values)].map(([id, label]) => ({ id, label, parent: null }))

/** A published table out of its cells; the hash is of all the rest of the answer. */
export const asTable = (cells: Cell[]) => {
  const content = {
    table: naboklagerTable.id,
    period: cells[0]?.period ?? '',
    ruleVersion,
    dimensions: [
      { ...landlord, values: distinct(cells.map((cell) => [cell.landlordId, cell.landlord])) },
      { ...categoryGroup, values: distinct(cells.map((cell) => [cell.groupId, cell.groupLabel])) },
    ],
    cells: cells.map(({ landlordId, groupId, households, hidden }) => ({
      landlord: landlordId,
      categoryGroup: groupId,
      households,
      hidden,
    })),
  }
  return { ...content, contentHash: contentHash(content) }
}
