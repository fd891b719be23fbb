import type { Logger } from 'pino'

/** Undoes one step of the start. */
type Close = () => Promise<unknown>

export interface Lifecycle {
  /** Says how a step is undone when the process ends; in reverse order, each before the next. */
  onStop(close: Close): void
  /** Cuts off what still goes on when the time for a graceful end is up. */
  onLate(cutOff: () => void): void
  /** Ends the process: with 0 when all was closed in time. */
  stop(exitCode: number): Promise<never>
  readonly stopping: boolean
}

/** Docker and others kill ten seconds after they ask: what is not answered by then is cut off before. */
const graceMs = 8_000
const limitMs = 10_000

/** Ends the process in order: on SIGTERM and SIGINT, and after an error that nothing caught. */
export const createLifecycle = (log: Logger): Lifecycle => {
  const closing: Close[] = []
  let cutOff = () => {}
  let stopped: Promise<never> | undefined

  const close = async (exitCode: number): Promise<never> => {
    let code = exitCode
    const late = () => {
      code = 1
      log.warn('requests in flight are cut off')
      cutOff()
    }
    setTimeout(late, graceMs).unref()
    setTimeout(() => process.exit(1), limitMs).unref()
    while (closing.length > 0)
      await closing
        .pop()?.()
        .catch((err: unknown) => {
          code = 1
          log.error({ err }, 'closing failed')
        })
    return process.exit(code)
  }
  const stop = (exitCode: number) => (stopped ??= close(exitCode))

  process.on('SIGTERM', () => void stop(0))
  process.on('SIGINT', () => void stop(0))
  for (const event of ['uncaughtException', 'unhandledRejection'] as const)
    process.on(event, (err: unknown) => {
      if (!stopped) log.fatal({ err }, 'unexpected error: the process ends')
      void stop(1)
    })
  return {
    onStop: (undo) => void closing.push(undo),
    onLate: (cut) => {
      cutOff = cut
    },
    stop,
    get stopping() {
      return stopped !== undefined
    },
  }
}
