import { type Logger, pino, stdSerializers } from 'pino'
import type { Config } from './config.ts'
import { activeTrace, isTracing } from './tracing/span.ts'

/**
 * Of an error only what holds no personal data: its kind, its code, where it arose, and which table or rule was
 * concerned. Messages, details and parameters repeat what people wrote; so does the first line of a stack.
 */
export const safeError = (error: unknown): object => {
  const { name, code, constraint, table, routine, stack, cause } = Object(error) as Record<string, unknown>
  const frames = typeof stack === 'string' ? stack.split('\n').filter((line) => /^\s+at /.test(line)) : []
  return {
    name,
    code,
    constraint,
    table,
    routine,
    stack: frames.join('\n'),
    ...(cause ? { cause: safeError(cause) } : {}),
  }
}

export const createLogger = (
  level: Config['LOG_LEVEL'],
  destination?: { write(line: string): void },
): Logger =>
  pino(
    {
      level,
      base: null,
      ...(isTracing() && { mixin: activeTrace }),
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: safeError, error: safeError, req: () => undefined, res: stdSerializers.res },
    },
    ...(destination ? [destination] : []),
  )
