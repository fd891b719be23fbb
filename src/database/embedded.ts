import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { makeCluster, removeHalfMade } from './embedded/cluster.ts'
import { InUse, takeLock } from './embedded/lock.ts'
import { findPlace, type Place, removePlace } from './embedded/place.ts'
import { findPrograms } from './embedded/programs.ts'
import { type Server, startServer, stopServer } from './embedded/server.ts'

export interface EmbeddedDatabase {
  adminUrl: string
  /** Where the data lies. */
  folder: string
  /** Ends all sessions, stops the server and gives the folder free. Can be called more than once. */
  stop(): Promise<void>
}

export interface EmbeddedOptions {
  dataDir: string
  /** For tests: the data are not safe against a power cut, and stop() removes them. */
  throwaway?: boolean
  maxConnections?: number
  log?: (line: string) => void
}

/** What every server of ours runs by. */
export const serverSettings = {
  unix_socket_directories: '',
  listen_addresses: '127.0.0.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Messages of level error quote values of the query; personal data must not reach the log.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_parameter_max_length_on_error: 0,
  log_statement: 'none',
  log_checkpoints: 'off',
  log_autovacuum_min_duration: -1,
}

/** Quick, and not safe against a power cut. */
export const throwawaySettings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const open = async (
  place: Place,
  options: EmbeddedOptions,
): Promise<{ server: Server; adminUrl: string }> => {
  const { throwaway = false, maxConnections = 100 } = options
  const programs = await findPrograms(place)
  const cluster = join(place.home, 'cluster')
  removeHalfMade(place.home)
  if (!existsSync(cluster)) await makeCluster(place, programs, cluster, !throwaway)
  const extra = throwaway ? throwawaySettings : {}
  const all = { ...serverSettings, ...extra, max_connections: maxConnections }
  const server = { place, programs, cluster, settings: all }
  const password = readFileSync(join(cluster, 'password'), 'utf8')
  const port = await startServer(server)
  return { server, adminUrl: `postgres://postgres:${password}@127.0.0.1:${port}/postgres` }
}

const readable = (error: unknown, dataDir: string): unknown => {
  const remedy = 'set BO_GODT_DATA_DIR to another folder'
  if (error instanceof InUse) return new Error(`${dataDir} is in use by process ${error.pid}; ${remedy}`)
  const { syscall, message } = error as NodeJS.ErrnoException
  return syscall
    ? new Error(`no database can lie in ${dataDir} (${message}); ${remedy}`, { cause: error })
    : error
}

/**
 * Starts a PostgreSQL server of our own on the data in `dataDir`, which are made when they are not there.
 * A server that an earlier process left running there is stopped first.
 * Throws an error with one line for the operator: when another process uses the folder, when PostgreSQL
 * is not installed or cannot run, and when its account has no folder to keep the data in.
 */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedDatabase> => {
  const dataDir = resolve(options.dataDir)
  try {
    const place = await findPlace(dataDir, options.log ?? (() => {}))
    const release = takeLock(join(place.folder, 'lock'))
    const leave = () => (options.throwaway ? removePlace(place) : release())
    try {
      const { server, adminUrl } = await open(place, options)
      let stopping: Promise<void> | undefined
      const stop = () => (stopping ??= stopServer(server).then(leave))
      return { adminUrl, folder: place.home, stop }
    } catch (error) {
      leave()
      throw error
    }
  } catch (error) {
    throw readable(error, dataDir)
  }
}
