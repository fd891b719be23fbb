import { hash } from 'node:crypto'
import type { Cell } from './queries.ts'

/**
 * The rules that a table is made by: the household is the unit, 1 to 4 are hidden, landlord by category group, no
 * margins and no totals. A change of any of them is a new version.
 */
export const ruleVersion = '2026-1'

export const naboklagerTable = {
  id: 'naboklager',
  title: 'Husstande, der er klaget over',
  dimensions: ['landlord', 'categoryGroup'],
}

const distinct = (values: [string, string][]) =>
  [...new Map(values)].map(([id, label]) => ({ id, label, parent: null }))

/** A published table out of its cells; the hash is of everything that the reader sees of the counts. */
export const asTable = (cells: Cell[]) => {
  const content = {
    table: naboklagerTable.id,
    period: cells[0]?.period ?? '',
    ruleVersion,
    cells: cells.map(({ landlordId, groupId, households, hidden }) => ({
      landlord: landlordId,
      categoryGroup: groupId,
      households,
      hidden,
    })),
  }
  return {
    ...content,
    contentHash: hash('sha256', JSON.stringify(content), 'hex'),
    dimensions: [
      {
        id: 'landlord',
        label: 'Boligorganisation',
        values: distinct(cells.map((cell) => [cell.landlordId, cell.landlord])),
      },
      {
        id: 'categoryGroup',
        label: 'Klagens art (husstandens alvorligste)',
        values: distinct(cells.map((cell) => [cell.groupId, cell.groupLabel])),
      },
    ],
  }
}
