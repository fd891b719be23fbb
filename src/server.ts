import type { ServerResponse } from 'node:http'
import { DatabaseError, type Pool } from 'pg'
import type { Logger } from 'pino'
import { buildApp } from './app.ts'
import { auditJobs } from './audit/jobs.ts'
import { createSigner } from './audit/sealing/note.ts'
import { folderPlace, httpPlace } from './audit/sealing/places.ts'
import { createSealer, type Sealer, sealerSettings } from './audit/sealing/sealer.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { createPool } from './database/pool.ts'
import { UnfitDatabase } from './database/requirements.ts'
import { embedded, type Ground, given } from './ground.ts'
import type { App } from './http/slice.ts'
import type { JobsOf } from './jobs/job.ts'
import { createJobs, type Jobs } from './jobs/jobs.ts'
import { createLifecycle, type Lifecycle } from './lifecycle.ts'
import { createLogger } from './logger.ts'
import { listenForMetrics } from './metrics/listener.ts'
import { createMetrics } from './metrics/metrics.ts'
import { notificationJobs } from './notifications/jobs.ts'
import { retentionJobs } from './retention/jobs.ts'
import { statisticsJobs } from './statistics/jobs.ts'
import { webhookJobs } from './webhooks/jobs.ts'

/** What is done without being asked for, by the slices. */
const jobsOfSlices: JobsOf[] = [notificationJobs, webhookJobs, statisticsJobs, auditJobs, retentionJobs]

/** What is wrong with an address that can't be listened on, by the settings that name it. */
const unlistenable = (error: unknown, prefix: string, host: string, port: number): unknown => {
  const { code } = error as NodeJS.ErrnoException
  if (code === 'EADDRINUSE') return new ConfigError(`${prefix}PORT: ${port} on ${host} is in use`)
  if (code === 'EACCES') return new ConfigError(`${prefix}PORT: ${port} may not be used by this account`)
  if (code) return new ConfigError(`${prefix}HOST: ${host} is no address of this machine (${code})`)
  return error
}

/** Fastify would log a line for each address of the machine. */
const listen = async (app: App, { HOST: host, PORT: port }: Config, log: Logger): Promise<string> => {
  const { level } = log
  log.level = 'silent'
  try {
    return await app.listen({ host, port })
  } catch (error) {
    throw unlistenable(error, '', host, port)
  } finally {
    log.level = level
  }
}

/** A connection that stays open after its answer would hold the end up. */
const endConnections = (app: App): (() => Promise<unknown>) => {
  const inFlight = new Set<ServerResponse>()
  app.server.on('request', (_request, response) => {
    inFlight.add(response)
    response.once('close', () => inFlight.delete(response))
  })
  return () => {
    for (const response of inFlight) response.shouldKeepAlive = false
    return app.close()
  }
}

const poolOptions = (url: string, config: Config, log: Logger) => ({
  url,
  schema: config.DATABASE_SCHEMA,
  statementTimeoutMs: config.STATEMENT_TIMEOUT_MS,
  settings: {
    'bo_godt.signal_complaints': config.SIGNAL_COMPLAINTS,
    'bo_godt.signal_complainants': config.SIGNAL_COMPLAINANTS,
    'bo_godt.signal_days': config.SIGNAL_DAYS,
    'bo_godt.basis_review_days': config.BASIS_REVIEW_DAYS,
  },
  onError: (err: Error) => log.warn({ err }, 'a connection to the database was lost'),
})

const jobsOn = ({ databaseUrl, checkpointDir }: Ground, config: Config, log: Logger): Jobs => {
  const pool = createPool({ ...poolOptions(databaseUrl, config, log), max: 5, role: 'bo_godt_jobs' })
  const jobs = jobsOfSlices.flatMap((jobsOf) => jobsOf({ config, log, checkpointDir }))
  return createJobs({ pool, schema: config.DATABASE_SCHEMA, jobs, log })
}

/** Looking through the whole trail takes longer than a request may. */
const sealTimeoutMs = 600_000

const sealerOn = (ground: Ground, config: Config, log: Logger): Sealer | undefined => {
  const { databaseUrl, signingKey, checkpointDir } = ground
  const { AUDIT_CHECKPOINT_URL: url, AUDIT_ORIGIN: origin, AUDIT_SEAL_SECONDS: longestSeconds } = config
  if (!signingKey) return undefined
  const places = [...(checkpointDir ? [folderPlace(checkpointDir)] : []), ...(url ? [httpPlace(url)] : [])]
  const options = { ...poolOptions(databaseUrl, config, log), statementTimeoutMs: sealTimeoutMs }
  const pool = createPool({ ...options, max: 2, role: 'bo_godt_sealer', settings: sealerSettings })
  return createSealer({ pool, signer: createSigner(origin, signingKey), places, longestSeconds, log })
}

/** Longer than that nobody waits who asks every quarter of a minute. */
const metricsTimeoutMs = 2_000

/** Figures for operators, when they have somewhere to be asked for. */
const metricsOn = (url: string, requestPool: Pool, config: Config, log: Logger, lifecycle: Lifecycle) => {
  const { METRICS_PORT: port, METRICS_HOST: host, DATABASE_SCHEMA: schema } = config
  if (port === undefined) return undefined
  const options = { ...poolOptions(url, config, log), statementTimeoutMs: metricsTimeoutMs }
  const pool = createPool({ ...options, max: 1, role: 'bo_godt_jobs' })
  lifecycle.onStop(() => pool.end())
  const metrics = createMetrics({ pool, requestPool, schema, mails: config.MAIL_URL !== undefined })
  const open = async () => {
    const door = await listenForMetrics(metrics, host, port).catch((error) => {
      throw unlistenable(error, 'METRICS_', host, port)
    })
    lifecycle.onStop(door.close)
    log.info({ metrics: door.address }, `Tal til overvågning på ${door.address}`)
  }
  return { answered: metrics.answered, open }
}

/** What an operator may have forgotten of the trail's proofs. */
const warnOf = ({ signingKey, checkpointDir }: Ground, config: Config, log: Logger): void => {
  if (!config.JOBS) return
  if (!signingKey) log.warn('the trail is not sealed by this process: AUDIT_SIGNING_KEY is not set')
  else if (!checkpointDir && !config.AUDIT_CHECKPOINT_URL)
    log.warn('checkpoints stay in the database: neither AUDIT_CHECKPOINT_DIR nor AUDIT_CHECKPOINT_URL is set')
}

const start = async (config: Config, log: Logger, lifecycle: Lifecycle): Promise<void> => {
  const { DATABASE_URL } = config
  const ground = await (DATABASE_URL ? given(DATABASE_URL, config) : embedded(config, log, lifecycle))
  const pool = createPool({ ...poolOptions(ground.databaseUrl, config, log), max: config.DATABASE_POOL_SIZE })
  lifecycle.onStop(() => pool.end())
  const metrics = metricsOn(ground.databaseUrl, pool, config, log, lifecycle)
  const { privateKey } = ground
  const app = await buildApp({ config, pool, privateKey, logger: log, answered: metrics?.answered })
  const jobs = config.JOBS ? jobsOn(ground, config, log) : undefined
  const sealer = config.JOBS ? sealerOn(ground, config, log) : undefined
  const end = endConnections(app)
  // At once, for all have the same time to finish what they are at.
  lifecycle.onStop(() => Promise.all([end(), jobs?.stop(), sealer?.stop()]))
  lifecycle.onLate(() => app.server.closeAllConnections())
  await metrics?.open()
  const address = await listen(app, config, log)
  log.info({ address }, `Bo Godt lytter på ${address}`)
  warnOf(ground, config, log)
  sealer?.start()
  await jobs?.start()
}

/** Only here is the library of tracing loaded: where there is no collector it costs nothing. */
const tracingOf = async ({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }: Config, trouble: () => void) =>
  endpoint ? (await import('./tracing/exporter.ts')).startTracing(endpoint, trouble) : undefined

const say = (line: string) => process.stderr.write(`bo-godt: ${line.replaceAll('\n', ' ')}\n`)

/** Errors of our own are written for the operator; the message of any other may hold what must not be logged. */
const report = (error: unknown, log: Logger): void => {
  const written = error instanceof Error && !(error instanceof DatabaseError)
  if (written && [Error, ConfigError, UnfitDatabase].some((kind) => error.constructor === kind))
    say(error.message)
  else log.fatal({ err: error }, 'the start failed')
}

const main = async (): Promise<void> => {
  const config = readConfig()
  const tracing = await tracingOf(config, () => log.warn('the traces are not received'))
  const log = createLogger(config.LOG_LEVEL)
  const lifecycle = createLifecycle(log)
  if (tracing) lifecycle.onStop(tracing.stop)
  try {
    await start(config, log, lifecycle)
  } catch (error) {
    if (!lifecycle.stopping) report(error, log)
    await lifecycle.stop(1)
  }
}

await main().catch((error: Error) => {
  say(error.message)
  process.exitCode = 1
})
