import { contentHash } from '../../kernel/canonical.ts'
import { type CatalogueTable, catalogue } from '../catalogue.ts'
import type { Disclosed } from '../disclosure/disclosed.ts'
import type { Bounds, Problem, Refused } from '../disclosure/problem.ts'
import { type Publication, publicationOf } from '../disclosure/publication.ts'
import { type Rules, ruleVersionOf } from '../rules.ts'
import { type Content, contentOf } from './content.ts'
import { cellOf, problemOf } from './problem.ts'
import { type Basis, type Release, type TrueTable, trueTable } from './release.ts'

export interface PublishedTable {
  id: string
  content: Content
  release: Release
  proof: Publication
  bounds: Record<string, Bounds>
}

export interface RefusedTable {
  id: string
  reason: string
}

export interface Outcome {
  status: 'published' | 'refused'
  ruleVersion: string
  contentHash: string
  tables: (PublishedTable | RefusedTable)[]
}

const reasons: Record<Refused['reason'], string> = {
  published: 'Tallene kan ikke udgives: de ville gøre det muligt at regne et tal ud, som før var beskyttet.',
  touches: 'Tallene kan kun beskyttes ved at skjule tal, der allerede er udgivet, og det kan ikke ske.',
  impossible: 'Tallene kan ikke beskyttes, heller ikke ved at skjule dem alle.',
}

interface Made {
  entry: CatalogueTable
  fresh: TrueTable
  problem: Problem
}

const tableOf = (
  { entry, fresh, problem }: Made,
  result: Disclosed | undefined,
  ruleVersion: string,
): PublishedTable | RefusedTable => {
  const { id } = entry
  if (result?.outcome !== 'protected') return { id, reason: reasons[result?.reason ?? 'impossible'] }
  const hidden = new Set(result.hidden)
  const release = {
    ...fresh,
    hidden: Object.keys(fresh.households).filter((key) => hidden.has(cellOf(fresh, key))),
  }
  const content = contentOf(entry, release, ruleVersion)
  const { bounds } = result
  return { id, content, release, proof: publicationOf(problem, result, false), bounds }
}

/** Each table of the catalogue, protected against all that it and earlier ones tell, or refused with a reason. */
export const publish = async (
  basis: Basis,
  rules: Rules,
  protectAll: (problems: Problem[]) => Promise<Disclosed[]>,
): Promise<Outcome> => {
  const ruleVersion = ruleVersionOf(rules)
  const made = catalogue.map((entry): Made => {
    const fresh = trueTable(basis, rules, entry)
    const earlier = basis.earlier.filter(({ table }) => table === entry.id)
    return { entry, fresh, problem: problemOf(rules, fresh, earlier) }
  })
  const results = await protectAll(made.map(({ problem }) => problem))
  const tables = made.map((one, at) => tableOf(one, results[at], ruleVersion))
  const told = tables.map((table) => ('content' in table ? table.content : table))
  return {
    status: tables.some((table) => 'content' in table) ? 'published' : 'refused',
    ruleVersion,
    contentHash: contentHash({ period: basis.period, ruleVersion, tables: told }),
    tables,
  }
}
