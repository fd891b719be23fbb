import { context, DiagLogLevel, diag } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOnSampler,
  BatchSpanProcessor,
  ParentBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { traceBy } from './span.ts'

/** The process has ten seconds to end in: what no collector takes in this time is dropped. */
const timeoutMs = 2_000
const tellAgainMs = 60_000

export interface Tracing {
  /** Sends what is left. */
  stop(): Promise<void>
}

/** What the library says may repeat what it was to send, so of that only *that* there is trouble, and not all the time. */
const seldom = (trouble: () => void): (() => void) => {
  let told = Number.NEGATIVE_INFINITY
  return () => {
    if (performance.now() < told + tellAgainMs) return
    told = performance.now()
    trouble()
  }
}

const tellOfTrouble = (tell: () => void): void => {
  const nothing = () => {}
  diag.setLogger(
    { error: tell, warn: nothing, info: nothing, debug: nothing, verbose: nothing },
    { logLevel: DiagLogLevel.ERROR, suppressOverrideMessage: true },
  )
}

/**
 * Sends spans to a collector (OTLP over HTTP, JSON). They wait in memory, so many at most, and no request waits for them.
 * Of the machine and the process the resource tells nothing.
 */
export const startTracing = (endpoint: string, trouble: () => void): Tracing => {
  const tell = seldom(trouble)
  tellOfTrouble(tell)
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'bo-godt' }),
    sampler: new ParentBasedSampler({ root: new AlwaysOnSampler() }),
    spanProcessors: [
      new BatchSpanProcessor({
        exporter: new OTLPTraceExporter({ url, timeoutMillis: timeoutMs }),
        exportTimeoutMillis: timeoutMs,
        maxQueueSize: 2_048,
        scheduledDelayMillis: 1_000,
      }),
    ],
  })
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  traceBy(provider.getTracer('bo-godt'))
  return { stop: () => provider.shutdown().catch(tell) }
}
