import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { createDemoUsers } from '../../seeds/demo-users.ts'
import { folderPlace } from '../../src/audit/sealing/places.ts'
import { startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { sealing } from '../audit/sealing/support.ts'
import { adminQuery, applicationUrl, onDatabase, schema } from '../support/addresses.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage } from '../support/builders.ts'
import { databaseAt } from '../support/database.ts'
import { tenancy } from '../support/households.ts'
import { runCommand } from '../support/process.ts'

const newDatabase = async (server: string) => {
  await adminQuery(server, 'create database drilled')
  const adminUrl = onDatabase(server, 'drilled')
  await migrate({ adminUrl, schema, applicationUrl: applicationUrl(adminUrl) })
  await createDemoUsers(adminUrl, schema, inject('password'))
  return databaseAt(adminUrl)
}

/** A system on a server of its own, whose trail is sealed and shipped out of it; all of it lies in the folder, which goes with it. */
export const runningSystem = async (folder: string) => {
  const dataDir = join(folder, 'data')
  const server = await startEmbedded({ dataDir, throwaway: true, maxConnections: 60 })
  const stop = async () => {
    await server.stop()
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  const database = await newDatabase(server.adminUrl)
  const { as } = await testApp({ database })
  const checkpoints = join(folder, 'checkpoints')
  const sealer = sealing(database, { places: [folderPlace(checkpoints)] })
  const key = join(folder, 'audit-key.pub')
  writeFileSync(key, sealer.publicKey)
  const drift = as('drift.ringparken')

  const write = async () => {
    const { id } = await tenancy(drift)
    await makeNaboklage(drift, { respondentTenancyId: id })
  }
  /** Writes and seals without a pause, until the work is done. */
  const whileWriting = async <T>(work: Promise<T>): Promise<T> => {
    let done = false
    const ended = work.finally(() => {
      done = true
    })
    const writing = async () => {
      while (!done) await write()
    }
    const sealingOn = async () => {
      while (!done) await sealer.round()
    }
    await Promise.all([ended, writing(), writing(), sealingOn()])
    return ended
  }
  const temporary = join(folder, 'temporary')
  mkdirSync(temporary)
  const environment = { DATABASE_ADMIN_URL: database.adminUrl, TMPDIR: temporary }
  const drillArguments = (more: string[]) => ['--checkpoint', checkpoints, '--public-key', key, ...more]
  const drill = (...more: string[]) =>
    runCommand('src/commands/drill-restore.ts', drillArguments(more), environment)
  return {
    stop,
    database,
    write,
    whileWriting,
    seal: () => sealer.round(),
    drill,
    drillArguments,
    environment,
    checkpoints,
    key,
  }
}
