import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Kept } from '../audit/verifier/verify.ts'

/** The checkpoint in a file, or all that are in a folder. */
export const readCheckpoints = (path: string): Kept[] => {
  if (!statSync(path).isDirectory()) return [{ name: path, note: readFileSync(path, 'utf8') }]
  const files = readdirSync(path).filter((file) => file.endsWith('.checkpoint'))
  return files.map((file) => ({ name: file, note: readFileSync(join(path, file), 'utf8') }))
}
