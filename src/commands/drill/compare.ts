import type { Facts } from './facts.ts'

const names: Record<string, string> = {
  columns: 'Kolonner',
  'row-level security': 'Rækkesikkerhed',
  policies: 'Politikker',
  constraints: 'Begrænsninger',
  indexes: 'Indekser',
  triggers: 'Triggere',
  views: 'Views',
  functions: 'Funktioner',
  'grants on tables and views': 'Rettigheder til tabeller og views',
  'grants on columns': 'Rettigheder til kolonner',
  'grants on functions': 'Rettigheder til funktioner',
  'parts of tables': 'Dele af tabeller',
  roles: 'Roller',
  memberships: 'Medlemskaber',
  'grants on schemas and database': 'Rettigheder til skemaer og database',
  extensions: 'Udvidelser',
}

const told = 5

/** The first words of a definition tell which it is, the last how it is set. */
const short = (line: string): string => {
  const text = line.replaceAll(/\s+/g, ' ')
  return text.length > 200 ? `${text.slice(0, 140)} … ${text.slice(-50)}` : text
}

const without = (lines: string[], others: string[]): string[] => {
  const known = new Set(others)
  return lines.filter((line) => !known.has(line))
}

const list = (part: string, what: string, lines: string[]): string[] => {
  const more = lines.length - told
  return [
    ...lines.slice(0, told).map((line) => `${names[part] ?? part}: ${what}: ${short(line)}`),
    ...(more > 0 ? [`${names[part] ?? part}: ${what}: ${more} til.`] : []),
  ]
}

const ofCatalogue = (source: Facts, copy: Facts): string[] =>
  Object.entries(source.catalogue).flatMap(([part, lines]) => {
    const found = copy.catalogue[part] ?? []
    return [
      ...list(part, 'mangler på kopien', without(lines, found)),
      ...list(part, 'er kun på kopien', without(found, lines)),
    ]
  })

const ofTables = (source: Facts, copy: Facts): string[] =>
  Object.entries(source.tables).flatMap(([name, { rows, sum }]) => {
    const found = copy.tables[name]
    if (!found) return [`Tabellen ${name} mangler på kopien.`]
    if (found.rows !== rows)
      return [`Tabellen ${name} har ${found.rows} rækker på kopien og ${rows} i kilden.`]
    return found.sum === sum ? [] : [`Tabellen ${name} har lige mange rækker, men ikke de samme.`]
  })

/** What of the source is not the same on the copy, a line of Danish for each; none when all is. */
export const differences = (source: Facts, copy: Facts): string[] => [
  ...ofCatalogue(source, copy),
  ...ofTables(source, copy),
]
