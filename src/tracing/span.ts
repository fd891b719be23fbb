import { type Context, context, SpanKind, SpanStatusCode, type Tracer, trace } from '@opentelemetry/api'

/**
 * All that a span may tell of: of what kind something is, by our own names, and how it went. Never an address, a text, or
 * who it was about; of people there is nothing but the request's id, which leads to the trail.
 */
export type Attributes = Partial<
  Record<
    | 'http.request.method'
    | 'http.route'
    | 'http.response.status_code'
    | 'bo_godt.request_id'
    | 'bo_godt.webhook_event'
    | 'bo_godt.attempt'
    | 'db.system.name'
    | 'db.operation.batch.size'
    | 'error.type',
    string | number
  >
>

export const kinds = SpanKind

let tracer: Tracer | undefined

/** Begins to trace; until then all of this does nothing. */
export const traceBy = (which: Tracer): void => {
  tracer = which
}

export const isTracing = (): boolean => tracer !== undefined

/** What kind of error it was. What it says may hold personal data, and stays out. */
const typeOf = (error: unknown): string => {
  const { code, name } = Object(error) as { code?: unknown; name?: unknown }
  return typeof code === 'string' && /^\w{1,40}$/.test(code) ? code : String(name ?? 'error')
}

/** A span that is ended by hand, and the context of what is done within it. */
export const beginSpan = (
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  within = context.active(),
) => {
  const span = tracer?.startSpan(name, { kind, attributes }, within)
  return {
    inside: span ? trace.setSpan(within, span) : within,
    end: (outcome: Attributes) => {
      span?.setAttributes(outcome)
      if (outcome['error.type'] !== undefined) span?.setStatus({ code: SpanStatusCode.ERROR })
      span?.end()
    },
  }
}

/** Runs within a context, however the event loop came here. */
export const within = <T>(which: Context, work: () => T): T => context.with(which, work)

/** Does a piece of work within a span of its own; `outcome` tells how it went. */
export const spanned = <T>(
  name: string,
  kind: SpanKind,
  attributes: Attributes,
  work: () => Promise<T>,
  outcome: (result: T) => Attributes = () => ({}),
): Promise<T> => {
  if (!tracer) return work()
  const { inside, end } = beginSpan(name, kind, attributes)
  return within(inside, work).then(
    (result) => {
      end(outcome(result))
      return result
    },
    (error) => {
      end({ 'error.type': typeOf(error) })
      throw error
    },
  )
}

/** For log lines: the trace that they belong to. */
export const activeTrace = (): { traceId?: string } => {
  const traceId = trace.getSpan(context.active())?.spanContext().traceId
  return traceId ? { traceId } : {}
}
