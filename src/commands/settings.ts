import { readFileSync, writeFileSync } from 'node:fs'
import { runCommand } from './command.ts'
import { withSettings } from './settings/table.ts'

const readme = new URL('../../README.md', import.meta.url)

await runCommand(async () => {
  const text = readFileSync(readme, 'utf8')
  const told = withSettings(text)
  if (told === text) return 'The README tells of the settings as they are.'
  writeFileSync(readme, told)
  return 'The README was changed: it tells of the settings as they are.'
})
