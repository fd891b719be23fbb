import { catalogueParts } from '../../src/database/catalogue.ts'
import type { TestDatabase } from '../support/database.ts'

export const readSchema = async (database: TestDatabase): Promise<string> => {
  const sections: string[] = []
  for (const [title, query] of Object.entries(catalogueParts)) {
    const values = query.includes('$1') ? [database.schema] : []
    const rows = await database.admin<{ line: string }>(query, values)
    sections.push(`-- ${title}\n${rows.map(({ line }) => line.trimEnd()).join('\n')}\n`)
  }
  return sections.join('\n')
}
