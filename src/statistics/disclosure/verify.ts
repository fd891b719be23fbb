import type { Insider, Relation, Rule, Sensitive, Table } from './problem.ts'
import type { Publication, PublishedCell } from './publication.ts'

type Counts = Map<string, number>

const isCount = (value: unknown) => Number.isSafeInteger(value) && Number(value) >= 0

const keeps = (counts: Counts, { terms, atLeast, atMost }: Relation): boolean => {
  const sum = terms.reduce((all, [cell, by]) => all + BigInt(by) * BigInt(counts.get(cell) ?? 0), 0n)
  return (atLeast === null || sum >= BigInt(atLeast)) && (atMost === null || sum <= BigInt(atMost))
}

/** The whole table that a certificate makes with what is published: it can say nothing of any other cell. */
const tableOf = ({ cells, relations }: Publication, certificate: Table): Counts | undefined => {
  const countIn = ({ id, value, hidden }: PublishedCell) => (hidden ? certificate[id] : value) ?? -1
  const counts: Counts = new Map(cells.map((cell) => [cell.id, countIn(cell)]))
  const complete =
    Object.keys(certificate).length === cells.filter(({ hidden }) => hidden).length &&
    [...counts.values()].every(isCount)
  return complete && relations.every((relation) => keeps(counts, relation)) ? counts : undefined
}

const reasonOf = (
  { threshold, nearParent }: Rule,
  counts: Counts,
  { id, parents }: PublishedCell,
): Sensitive => {
  const value = counts.get(id) ?? 0
  const isNear = (parent: string) => value > 0 && (counts.get(parent) ?? Infinity) - nearParent <= value
  return { cell: id, small: value > 0 && value < threshold, nearTo: parents.filter(isNear) }
}

const isSensitive = ({ small, nearTo }: Sensitive) => small || nearTo.length > 0

/** A name that stands for two cells, or for none, would make the rest of the check mean nothing. */
const misnamed = ({ cells, relations, sensitive }: Publication): string[] => {
  const ids = new Set(cells.map(({ id }) => id))
  const named = [
    ...relations.flatMap(({ terms }) => terms.map(([cell]) => cell)),
    ...sensitive.map(({ cell }) => cell),
  ]
  return [
    ...(ids.size < cells.length ? ['to celler har samme navn'] : []),
    ...named.filter((cell) => !ids.has(cell)).map((cell) => `${cell} er ikke en celle`),
  ]
}

/** What must be possible for each sensitive cell, and is not in any of the tables. */
const notPossible = ({ rule, sensitive }: Publication, tables: Counts[]): string[] =>
  sensitive.flatMap(({ cell, small, nearTo }) => {
    const of = (table: Counts, id = cell) => table.get(id) ?? -1
    const mayBe = (test: (table: Counts) => boolean, text: string) =>
      tables.some(test) ? [] : [`${cell} ${text}`]
    const apart = (parent: string) => (table: Counts) => of(table, parent) - of(table) >= rule.threshold
    return [
      ...(small || rule.nearParentLow === 'zero' ? mayBe((table) => of(table) === 0, 'kan ikke være 0') : []),
      ...mayBe((table) => of(table) >= rule.threshold, `kan ikke være ${rule.threshold} eller mere`),
      ...nearTo.flatMap((parent) => mayBe(apart(parent), `kan ikke ligge langt nok fra ${parent}`)),
    ]
  })

/** Who knows all terms of an equation but one, knows that one. */
const knownTo = ({ relations }: Publication, { knows }: Insider): Set<string> => {
  const known = new Set(knows)
  const equations = relations.filter(({ atLeast, atMost }) => atLeast !== null && atLeast === atMost)
  for (let before = -1; before < known.size; ) {
    before = known.size
    for (const { terms } of equations) {
      const [one, other] = terms.filter(([cell]) => !known.has(cell))
      if (one && !other) known.add(one[0])
    }
  }
  return known
}

/** Two tables that agree on what an insider knows, and not on a cell, show that he can't tell it. */
const toldTo = (publication: Publication, truth: Counts): string[] =>
  publication.insiders.flatMap((insider) => {
    const known = knownTo(publication, insider)
    const agrees = (table: Counts | undefined) =>
      table && [...known].every((id) => table.get(id) === truth.get(id)) ? [table] : []
    const tables = insider.certificates.flatMap((certificate) => agrees(tableOf(publication, certificate)))
    const isTold = ({ cell }: Sensitive) =>
      !known.has(cell) && tables.every((table) => table.get(cell) === tables[0]?.get(cell))
    return publication.sensitive.filter(isTold).map(({ cell }) => `${insider.id} kan regne ${cell} ud`)
  })

/** Only the true counts can show that no sensitive cell was left out, and what an insider can't tell. */
const failuresByCounts = (publication: Publication, truth: Counts): string[] => {
  const { rule, cells, relations, sensitive } = publication
  const stated = new Map(sensitive.map((reason) => [reason.cell, reason]))
  const differs = cells
    .map((cell) => reasonOf(rule, truth, cell))
    .filter((reason) => {
      const given = stated.get(reason.cell) ?? { ...reason, small: false, nearTo: [] }
      return given.small !== reason.small || reason.nearTo.some((parent) => !given.nearTo.includes(parent))
    })
  const broken = relations
    .filter((relation) => !keeps(truth, relation))
    .map(() => 'de skjulte tal passer ikke sammen')
  return [
    ...broken,
    ...differs.map(({ cell }) => `${cell} er følsom af en anden grund end angivet`),
    ...toldTo(publication, truth),
  ]
}

/**
 * What is wrong with a publication, in words; nothing when it holds. By whole numbers alone, with no solver, and with
 * nothing of what protected it.
 */
export const verify = (publication: Publication): string[] => {
  const { rule, cells, certificates, sensitive } = publication
  const countsOf = (some: PublishedCell[]): Counts =>
    new Map(some.flatMap(({ id, value }) => (value === null ? [] : [[id, value]])))
  const open = cells.filter(({ hidden }) => !hidden)
  const published = countsOf(open)
  const mustHide = new Set(sensitive.map(({ cell }) => cell))
  const shown = open.filter((cell) => mustHide.has(cell.id) || isSensitive(reasonOf(rule, published, cell)))
  const tables = certificates.map((certificate) => tableOf(publication, certificate))
  const truth = countsOf(cells)
  return [
    ...misnamed(publication),
    ...shown.map(({ id }) => `${id} er offentliggjort, men er følsom`),
    ...tables.flatMap((table, at) =>
      table ? [] : [`bevis ${at + 1} passer ikke med de offentliggjorte tal`],
    ),
    ...notPossible(
      publication,
      tables.filter((table) => table !== undefined),
    ),
    ...(truth.size === cells.length ? failuresByCounts(publication, truth) : []),
  ]
}
