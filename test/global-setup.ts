import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { createDemoUsers } from '../seeds/demo-users.ts'
import { type EmbeddedDatabase, startEmbedded } from '../src/database/embedded.ts'
import { migrate } from '../src/database/migrate.ts'
import { adminQuery, applicationUrl, dropDatabase, onDatabase, schema } from './support/addresses.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    adminUrl: string
    template: string
    password: string
  }
}

const password = 'bo-godt-test'

/** A server of our own, unless one is named that may be filled with test databases. */
const server = async (): Promise<Pick<EmbeddedDatabase, 'adminUrl' | 'stop'>> => {
  const given = process.env.TEST_DATABASE_ADMIN_URL
  if (given) return { adminUrl: given, stop: async () => {} }
  const dataDir = mkdtempSync(join(tmpdir(), 'bo-godt-test-'))
  // mkdtemp makes it for its owner alone, and the database of root runs under another account.
  chmodSync(dataDir, 0o755)
  const { adminUrl, stop } = await startEmbedded({ dataDir, throwaway: true, maxConnections: 300 })
  return { adminUrl, stop: () => stop().finally(() => rmSync(dataDir, { recursive: true, force: true })) }
}

/** Migrates one template database, with reference data and the demo users; each file gets a clone of it. */
export default async ({ provide }: TestProject): Promise<() => Promise<void>> => {
  const { adminUrl, stop } = await server()
  const template = `bo_godt_template_${process.pid}`
  await adminQuery(adminUrl, `create database ${template}`)
  const templateUrl = onDatabase(adminUrl, template)
  await migrate({ adminUrl: templateUrl, schema, applicationUrl: applicationUrl(templateUrl) })
  await createDemoUsers(templateUrl, schema, password)
  provide('adminUrl', adminUrl)
  provide('template', template)
  provide('password', password)
  return async () => {
    await dropDatabase(adminUrl, template)
    await stop()
  }
}
