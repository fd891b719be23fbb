import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { ZodTypeProvider } from 'fastify-type-provider-zod'
import type { Pool } from 'pg'
import type { Config } from '../config.ts'

/** What every slice is given; nothing is kept in the process between requests. */
export interface Context {
  config: Config
  pool: Pool
  /** Dates new ids; every rule goes by the database's clock. */
  clock: () => Date
  /** The addresses that a name stands for; the name servers are asked unless this is given. */
  resolve?: ((hostname: string) => Promise<string[]>) | undefined
}

export type App = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  ZodTypeProvider
>

/** The routes of one slice. */
export type Slice = (app: App, context: Context) => Promise<void>
