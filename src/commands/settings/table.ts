import { z } from 'zod'
import { settings } from '../../config.ts'

const begin = '<!-- npm run settings writes this table -->'
const end = '<!-- and ends here -->'

interface Property {
  default?: unknown
  description?: string
}

const rowOf = ([name, { default: standard, description = '' }]: [string, Property]): string =>
  `| \`${name}\` | ${standard === undefined ? '' : `\`${standard}\``} | ${description} |`

/** Every setting with its default, as it is written in the environment, and what it is for. */
const settingsTable = (): string => {
  const { properties = {} } = z.toJSONSchema(settings, { io: 'input', unrepresentable: 'any' })
  const rows = Object.entries(properties as Record<string, Property>).map(rowOf)
  return ['| Setting | Default | |', '|---|---|---|', ...rows].join('\n')
}

/** The text with the table as the settings are now. @throws when it has no place for it */
export const withSettings = (text: string): string => {
  const [before, rest, more] = text.split(begin)
  const [, after] = rest?.split(end) ?? []
  if (after === undefined || more !== undefined)
    throw new Error(`there is no one place between ${begin} and ${end}`)
  return `${before}${begin}\n${settingsTable()}\n${end}${after}`
}
