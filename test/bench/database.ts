import { randomBytes } from 'node:crypto'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { startEmbedded } from '../../src/database/embedded.ts'
import { migrate } from '../../src/database/migrate.ts'
import { load } from './data.ts'

export const schema = 'bo_godt'

export interface BenchServer {
  port: number
  /** The process that all of PostgreSQL's others belong to. */
  postmaster: number
  makeDatabase(scale: number, name?: string): Promise<{ adminUrl: string; appUrl: string }>
  stop(): Promise<void>
}

/** A PostgreSQL of our own, as durable as a real one (fsync stays on), that is gone afterwards. */
export const startDatabase = async (): Promise<BenchServer> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bo-godt-bench-'))
  chmodSync(dataDir, 0o711)
  const { adminUrl: url, folder, stop } = await startEmbedded({ dataDir })
  const password = randomBytes(12).toString('hex')
  const at = (name: string, user?: string) => {
    const address = new URL(url)
    address.pathname = `/${name}`
    if (user) Object.assign(address, { username: user, password })
    return address.href
  }
  return {
    port: Number(new URL(url).port),
    postmaster: Number(
      readFileSync(join(folder, 'cluster', 'data', 'postmaster.pid'), 'utf8').split('\n')[0],
    ),
    makeDatabase: async (scale, name = `bench_${scale}`) => {
      const client = new pg.Client({ connectionString: url })
      await client.connect()
      await client.query(`create database ${name}`)
      await client.end()
      const [adminUrl, appUrl] = [at(name), at(name, 'bo_godt_app')]
      await migrate({ adminUrl, schema, applicationUrl: appUrl })
      await load(adminUrl, schema, scale)
      return { adminUrl, appUrl }
    },
    stop: async () => {
      await stop()
      for (const path of [folder, dataDir]) rmSync(path, { recursive: true, force: true })
    },
  }
}
