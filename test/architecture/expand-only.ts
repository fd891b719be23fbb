/** Tables that grow for as long as people work: what reads all of one under a lock is felt. Homes are no more than there are. */
const big =
  'audit_events|audit_leaves|audit_nodes|naboklager|naboklage_steps|naboklage_changes|cases|case_entries|case_moves|' +
  'case_residents|case_naboklager|consents|notices|disclosures|webhook_deliveries|former_versions|erasures'

/** Comments, and what stands within functions, change nothing by themselves. */
const bare = (sql: string): string =>
  sql
    .replaceAll(/--> statement-breakpoint/g, ';')
    .replaceAll(/\$(\w*)\$.*?\$\1\$/gs, `''`)
    .replaceAll(/--.*$/gm, '')
    .replaceAll('"', '')
    .replaceAll(/\s+/g, ' ')
    .toLowerCase()

const rules: [what: string, pattern: RegExp][] = [
  [
    'takes away what the version before uses',
    /\bdrop (table|view|function|schema|type|sequence|column|materialized)\b/,
  ],
  [
    'takes away what the version before uses',
    /\brename\b|\bset schema\b|\brevoke\b[^;]*\bfrom\b[^;]*\bbo_godt_app\b/,
  ],
  [
    'rewrites a table',
    /\balter column \w+ (set data )?type\b|\badd column [^;]*\bgenerated always as\b(?![^;]*\bvirtual\b)|\b(cluster|vacuum full)\b/,
  ],
  [
    'rewrites a table',
    /\badd column [^,;]*\bdefault [^,;]*\b(uuidv7|gen_random_uuid|random|clock_timestamp|nextval)\b/,
  ],
  [
    'asks the version before for a value that it does not know',
    /\bset not null\b|\badd column (?![^,;]*\bdefault\b)[^,;]*\bnot null\b/,
  ],
  [
    'reads a big table under a lock',
    new RegExp(`\\bcreate (unique )?index (?!concurrently)[^;]*\\bon (only )?(${big})\\b`),
  ],
  [
    'reads a big table under a lock',
    new RegExp(
      `\\balter table (only )?(${big}) [^;]*\\badd constraint (?![^;]*\\bnot valid\\b)[^;]*\\b(check|references|unique|exclude)\\b`,
    ),
  ],
  ['reads a big table under a lock', new RegExp(`\\b(update|delete from|truncate) (only )?(${big})\\b`)],
  [
    'locks more than it must',
    /\block table\b|\breindex (?![^;]*\bconcurrently\b)|\bdisable row level security\b/,
  ],
]

const marker = '-- outside a transaction\n'
const alone =
  /^ ?(create (unique )?index concurrently if not exists|drop index concurrently if exists|reindex \(?[^;]*concurrently)[^;]*;? ?$/

/** What would be felt by who is at work on the version before while this is applied, or after it. */
export const feltBy = (sql: string): string[] => {
  const text = bare(sql)
  if (sql.startsWith(marker))
    return alone.test(text)
      ? []
      : ['is more than one statement that can be repeated, outside of any transaction']
  if (/\bconcurrently\b/.test(text)) return ['can not run in a transaction']
  return rules.flatMap(([what, pattern]) => (pattern.test(text) ? [what] : []))
}
