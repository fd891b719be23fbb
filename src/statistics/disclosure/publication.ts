import type { Insider, Problem, Protected, Relation, Rule, Sensitive, Table } from './problem.ts'

/** What a publication can be checked by. Without the counts of hidden cells (null), less of it can. */
export interface Publication {
  format: 'bo-godt-disclosure/1'
  rule: Rule
  cells: PublishedCell[]
  relations: Relation[]
  sensitive: Sensitive[]
  certificates: Table[]
  insiders: (Insider & { certificates: Table[] })[]
}

export interface PublishedCell {
  id: string
  value: number | null
  hidden: boolean
  parents: string[]
}

/** Proofs against insiders hold true counts, so they go with the counts or not at all. */
export const publicationOf = (problem: Problem, result: Protected, withCounts: boolean): Publication => {
  const hidden = new Set(result.hidden)
  return {
    format: 'bo-godt-disclosure/1',
    rule: problem.rule,
    cells: problem.cells.map(({ id, value, parents = [] }) => {
      const isHidden = hidden.has(id)
      return { id, value: isHidden && !withCounts ? null : value, hidden: isHidden, parents }
    }),
    relations: problem.relations,
    sensitive: result.sensitive,
    certificates: result.certificates,
    insiders: problem.insiders.map(({ id, knows }, at) => {
      const certificates = withCounts ? (result.insiders[at]?.certificates ?? []) : []
      return { id, knows, certificates }
    }),
  }
}
