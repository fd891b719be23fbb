import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { findPlace, type Place } from '../../database/embedded/place.ts'
import { findPrograms } from '../../database/embedded/programs.ts'
import { stopServer } from '../../database/embedded/server.ts'
import { type Backup, backUp, readBackup } from './backup.ts'
import { CannotDrill, wordsOf } from './cannot.ts'
import { type DrillOptions, examine, type Findings } from './examine.ts'
import { type Copy, layOut, startCopy } from './restore.ts'
import { connect, dataFolderOf, sourceOf } from './source.ts'

/** What the copy's server is made of. */
export interface Host {
  place: Place
  programs: string
}

/** A folder of our own that is removed at the end. */
export const workFolder = (made: AsyncDisposableStack): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bo-godt-drill-'))
  made.defer(async () => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  // The account that PostgreSQL runs as has to pass through it to its own.
  chmodSync(folder, 0o711)
  return folder
}

/** The programs of PostgreSQL, and a place where their account can keep the copy. @throws CannotDrill */
export const findHost = async (folder: string): Promise<Host> => {
  try {
    const place = await findPlace(folder, () => {})
    return { place, programs: await findPrograms(place) }
  } catch (error) {
    throw new CannotDrill((error as Error).message)
  }
}

/**
 * Backs up the system that runs, into a folder that is not there yet; there is nothing in it but a whole backup.
 * @throws CannotDrill
 */
export const takeBackup = async ({ config, step, made }: DrillOptions, folder: string): Promise<Backup> => {
  const { DATABASE_SCHEMA: schema } = config
  const url = sourceOf(config)
  const [writer, reader] = [await connect(url), await connect(url)]
  made.defer(async () => void (await Promise.all([writer.end(), reader.end()])))
  const data = await dataFolderOf(writer, schema)
  let whole = false
  made.defer(async () => {
    if (!whole) rmSync(folder, { recursive: true, force: true })
  })
  const backup = await step('Sikkerhedskopi af databasen, mens den er i brug', () =>
    backUp({ writer, reader, schema, data, folder }),
  )
  whole = true
  return backup
}

/** Restores a backup on a server of our own. @throws when PostgreSQL can't */
export const restore = async ({ step, made }: DrillOptions, backup: Backup, host: Host): Promise<Copy> => {
  const server = await step('Filerne lagt et andet sted', () => layOut(backup, host))
  made.defer(() => stopServer(server))
  return step('Serveren startet på dem og ført frem til øjeblikket', () => startCopy(backup, server))
}

export interface Asked {
  /** Where the backup is kept. */
  keep?: string | undefined
  /** An earlier one, instead of a new one. */
  backup?: string | undefined
}

/**
 * Holds the drill. What goes wrong from the restore on is a finding; its message is PostgreSQL's or our own.
 * @throws CannotDrill
 */
export const holdDrill = async (
  options: DrillOptions,
  { keep, backup: earlier }: Asked,
): Promise<Findings> => {
  const folder = workFolder(options.made)
  const host = await findHost(folder)
  const backup = earlier
    ? await readBackup(earlier)
    : await takeBackup(options, resolve(keep ?? join(folder, 'backup')))
  try {
    return await examine(options, backup, await restore(options, backup, host))
  } catch (error) {
    if (options.made.disposed) throw error
    return { holds: [], fails: [`Kopien kan ikke bruges: ${wordsOf(error)}`] }
  }
}
