import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { buildApp } from '../../app.ts'
import type { Config } from '../../config.ts'
import { createPool } from '../../database/pool.ts'
import { requireFit, UnfitDatabase } from '../../database/requirements.ts'
import { createUser } from '../../identity/accounts.ts'
import { newPrivateKey } from '../../kernel/keys.ts'
import { createLogger } from '../../logger.ts'
import type { Copy } from './restore.ts'

/** What a restored copy should do, and does not: a line of Danish. */
export class Unwilling extends Error {}

/** Asks the program as it runs on the copy; addresses are below /api/v1. */
export type Ask = (path: string) => Promise<Response>

/** A data protection officer who is on the copy alone: its own users' passwords are not known here. */
const makeOfficer = async (copy: Copy, schema: string) => {
  const account = {
    username: `drill.${randomBytes(8).toString('hex')}`,
    password: randomBytes(24).toString('hex'),
  }
  const client = new pg.Client({ connectionString: copy.adminUrl })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set search_path to ${client.escapeIdentifier(schema)}`)
    await createUser(client, { ...account, name: 'Øvelse', role: 'dpo' })
  } finally {
    await client.end()
  }
  return account
}

const answered = async (answering: Promise<Response>, what: string): Promise<Response> => {
  const response = await answering
  if (!response.ok) throw new Unwilling(`Programmet svarer ${response.status} på ${what}.`)
  return response
}

const signIn = async (api: string, copy: Copy, schema: string): Promise<Ask> => {
  const post = { method: 'POST', headers: { 'content-type': 'application/json' } }
  const body = JSON.stringify(await makeOfficer(copy, schema))
  const tokens = await answered(fetch(`${api}/auth/token`, { ...post, body }), 'en tilmelding')
  const { accessToken } = (await tokens.json()) as { accessToken: string }
  const headers = { authorization: `Bearer ${accessToken}` }
  return (path) => answered(fetch(`${api}${path}`, { headers }), path)
}

/** As the program tells an operator, in its own words. */
const requireServable = async (url: string, schema: string): Promise<void> => {
  await requireFit(url, schema).catch((error) => {
    throw error instanceof UnfitDatabase
      ? new Unwilling(`Programmet kan ikke køre på kopien (${error.message}).`)
      : error
  })
}

/**
 * Has the program check the copy as it checks its database at every start, and serves from it, without jobs, for as long as
 * the work lasts.
 * @throws Unwilling
 */
export const tryProgram = async <T>(
  copy: Copy,
  config: Config,
  work: (ask: Ask) => Promise<T>,
): Promise<T> => {
  const { DATABASE_SCHEMA: schema } = config
  const url = copy.applicationUrl
  await requireServable(url, schema)
  const pool = createPool({ url, schema, max: 5, statementTimeoutMs: 600_000, onError: () => {} })
  const logger = createLogger('silent')
  // The officer of the drill signs in once, on the copy, and has no device.
  const app = await buildApp({
    config: { ...config, SECOND_FACTOR_ROLES: [] },
    pool,
    privateKey: newPrivateKey(),
    logger,
  })
  try {
    const api = `${await app.listen({ host: '127.0.0.1', port: 0 })}/api/v1`
    const ask = await signIn(api, copy, schema)
    await ask('/me')
    return await work(ask)
  } finally {
    app.server.closeAllConnections()
    await app.close()
    await pool.end()
  }
}
