import { lchown, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Place } from '../../database/embedded/place.ts'
import { type Server, startServer } from '../../database/embedded/server.ts'
import { serverSettings, throwawaySettings } from '../../database/embedded.ts'
import type { Backup } from './backup.ts'
import { copyTree, makeFolder } from './copy-tree.ts'

/** A server on a restored backup. */
export interface Copy {
  /** Nobody is asked for a password. */
  adminUrl: string
  applicationUrl: string
}

/** Reached by a socket in a folder that no other account can enter, and not by any network. */
const access = 'local all all trust\n'

/** It starts on the files alone: no archive, no primary, nothing of what the source's configuration names. */
const settingsFor = (folder: string, point: string) => ({
  ...serverSettings,
  ...throwawaySettings,
  listen_addresses: '',
  unix_socket_directories: folder,
  hot_standby: 'off',
  // Whatever is not in the backup itself can't be fetched.
  restore_command: 'exit 1',
  recovery_target_name: point,
  recovery_target_action: 'promote',
})

/** Lays the files out in the place, as a server of our own can start on them. */
export const layOut = async (
  { folder, manifest }: Backup,
  { place, programs }: { place: Place; programs: string },
): Promise<Server> => {
  const { home, runAs } = place
  const cluster = join(home, 'cluster')
  const data = join(cluster, 'data')
  await makeFolder(cluster, runAs)
  await copyTree(join(folder, 'data'), data, { owner: runAs })
  for (const name of [
    'postgresql.conf',
    'postgresql.auto.conf',
    'pg_ident.conf',
    'pg_hba.conf',
    'recovery.signal',
  ])
    await rm(join(data, name), { force: true })
  const texts = { 'postgresql.conf': '', 'pg_ident.conf': '', 'pg_hba.conf': access, 'recovery.signal': '' }
  for (const [name, text] of Object.entries(texts)) {
    await writeFile(join(data, name), text, { mode: 0o600 })
    if (runAs) await lchown(join(data, name), runAs.uid, runAs.gid)
  }
  return { place, programs, cluster, settings: settingsFor(data, manifest.point) }
}

/**
 * Starts a server on what `layOut` made, and has it restore the moment of the backup.
 * @throws when it can't get there: the message is what PostgreSQL says
 */
export const startCopy = async ({ manifest }: Backup, server: Server): Promise<Copy> => {
  const { database, admin } = manifest
  const port = await startServer(server)
  const socket = encodeURIComponent(String(server.settings.unix_socket_directories))
  const url = (role: string) =>
    `postgres://${encodeURIComponent(role)}@localhost:${port}/${database}?host=${socket}`
  return { adminUrl: url(admin), applicationUrl: url('bo_godt_app') }
}
