import { randomBytes } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Client } from 'pg'
import { CannotDrill } from './cannot.ts'
import { copyOne, copyTree, makeFolder } from './copy-tree.ts'
import { type Facts, readFacts, tablesOf } from './facts.ts'
import { fixMoment } from './moment.ts'

/** What a backup is kept with: to which point it is restored, and what was there then. */
export interface Manifest {
  /** The name of the restore point in the WAL. */
  point: string
  database: string
  /** The superuser who made it. */
  admin: string
  facts: Facts
}

export interface Backup {
  folder: string
  manifest: Manifest
}

/** What another server must not have, and what it makes itself. */
const emptied = ['dynshmem', 'notify', 'replslot', 'serial', 'snapshots', 'stat_tmp', 'subtrans', 'wal'].map(
  (name) => `pg_${name}`,
)
const control = join('global', 'pg_control')
const notCopied =
  /(^|\/)(postmaster\.(pid|opts)|backup_label(\.old)?|tablespace_map(\.old)?|current_logfiles|recovery\.signal|standby\.signal|pg_internal\.init.*|pgsql_tmp.*)$/

const leaveOut = (path: string): boolean => emptied.includes(path) || path === control || notCopied.test(path)

/** The server's files while it writes to them, and what makes them whole again: its label. The control file goes last. */
const copyFiles = async (
  client: Client,
  from: string,
  to: string,
): Promise<{ bytes: number; start: string }> => {
  const started = await client.query(
    `select pg_walfile_name(pg_backup_start('bo-godt-drill', fast => true)) as wal`,
  )
  const bytes = await copyTree(from, to, { leaveOut })
  await copyOne(join(from, control), join(to, control))
  const { rows } = await client.query('select labelfile from pg_backup_stop(wait_for_archive => false)')
  await writeFile(join(to, 'backup_label'), rows[0].labelfile, { mode: 0o600, flag: 'wx' })
  return { bytes, start: started.rows[0].wal }
}

/** All WAL from the beginning of the backup to the moment. */
const copyWal = async (
  client: Client,
  from: string,
  to: string,
  start: string,
  lsn: string,
): Promise<void> => {
  const { rows } = await client.query('select pg_walfile_name($1) as last, pg_switch_wal()', [lsn])
  const { last } = rows[0]
  const segments = (await readdir(join(from, 'pg_wal'))).filter(
    (name) => /^[0-9A-F]{24}$/.test(name) && name >= start && name <= last,
  )
  for (const name of segments) await copyOne(join(from, 'pg_wal', name), join(to, 'pg_wal', name))
}

/** Has the server keep its WAL from now on. Such a slot ends with its connection, and with any error on it. */
const keepWal = (reader: Client, name: string) =>
  reader.query('select pg_create_physical_replication_slot($1, true, true)', [name])

const manifestIn = (folder: string): string => join(folder, 'facts.json')

export interface BackupOptions {
  /** Two connections of a superuser to the source. */
  writer: Client
  reader: Client
  schema: string
  data: string
  /** Is made; must not be there. */
  folder: string
}

/**
 * Backs up a server at work by PostgreSQL's low-level API, together with what was in it at the end.
 * No row of the source is changed, and its writers wait for a fraction of a second at most.
 */
export const backUp = async (options: BackupOptions): Promise<Backup & { bytes: number }> => {
  const { writer, reader, schema, data, folder } = options
  const point = `bo_godt_drill_${randomBytes(6).toString('hex')}`
  const to = join(folder, 'data')
  await makeFolder(join(to, 'pg_wal'))
  await keepWal(reader, point)
  const { bytes, start } = await copyFiles(writer, data, to)
  const lsn = await fixMoment(writer, reader, await tablesOf(writer, schema), point)
  await copyWal(writer, data, to, start, lsn)
  await reader.query('select pg_drop_replication_slot($1)', [point])
  const facts = await readFacts(reader, schema)
  await reader.query('commit')
  const { database = '', user: admin = '' } = writer
  const manifest = { point, database, admin, facts }
  await writeFile(manifestIn(folder), JSON.stringify(manifest), { mode: 0o600, flag: 'wx' })
  return { folder, manifest, bytes }
}

/** A backup that an earlier drill kept. @throws CannotDrill */
export const readBackup = async (folder: string): Promise<Backup> => {
  try {
    return { folder, manifest: JSON.parse(await readFile(manifestIn(folder), 'utf8')) }
  } catch {
    throw new CannotDrill(`${folder} er ikke en sikkerhedskopi fra en øvelse`)
  }
}
