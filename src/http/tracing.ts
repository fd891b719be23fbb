import { type Context, ROOT_CONTEXT, type SpanContext, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { beginSpan, isTracing, kinds, within } from '../tracing/span.ts'

declare module 'fastify' {
  interface FastifyRequest {
    span: ReturnType<typeof beginSpan> | null
  }
}

/** The caller's own trace (W3C Trace Context). Its `tracestate` is text of anyone's, and is left where it is. */
const callersTrace = (
  { headers }: FastifyRequest,
  parse: (header: string) => SpanContext | null,
): Context => {
  const header = headers.traceparent
  const parent = typeof header === 'string' ? parse(header) : null
  return parent ? trace.setSpanContext(ROOT_CONTEXT, { ...parent, isRemote: true }) : ROOT_CONTEXT
}

/** A span for each request, by its route: never by the address that was asked for. */
export const traceRequests = async (app: FastifyInstance): Promise<void> => {
  if (!isTracing()) return
  const { parseTraceParent } = await import('@opentelemetry/core')
  app.decorateRequest('span', null)
  app.addHook('onRequest', (request, _reply, done) => {
    const { url: route } = request.routeOptions
    const { method } = request
    const told = { 'http.request.method': method, ...(route && { 'http.route': route }) }
    const attributes = { ...told, 'bo_godt.request_id': request.id }
    const name = route ? `${method} ${route}` : method
    request.span = beginSpan(name, kinds.SERVER, attributes, callersTrace(request, parseTraceParent))
    within(request.span.inside, done)
  })
  app.addHook('onResponse', ({ span }, { statusCode }, done) => {
    const failed = statusCode >= 500 && { 'error.type': String(statusCode) }
    span?.end({ 'http.response.status_code': statusCode, ...failed })
    if (span) within(span.inside, done)
    else done()
  })
}
