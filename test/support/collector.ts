import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import type { Json } from './actors.ts'

export interface Span {
  traceId: string
  parentSpanId: string | undefined
  spanId: string
  name: string
  attributes: Record<string, string | number>
  /** 2 is an error. */
  status: number
}

const plain = ({ stringValue, intValue, doubleValue }: Json) => stringValue ?? Number(intValue ?? doubleValue)

const spanOf = ({ traceId, parentSpanId, spanId, name, attributes, status }: Json): Span => ({
  ...{ traceId, spanId, name, status: status?.code ?? 0 },
  parentSpanId: parentSpanId || undefined,
  attributes: Object.fromEntries(attributes.map(({ key, value }: Json) => [key, plain(value)])),
})

/** A collector of traces (OTLP over HTTP, JSON), which keeps all that it is sent, also as it was sent. */
export const startCollector = async () => {
  const texts: string[] = []
  const server = createServer(async (request, response) => {
    let text = `${request.method} ${request.url}\n`
    for await (const chunk of request) text += chunk
    texts.push(text)
    response.setHeader('content-type', 'application/json')
    response.end('{}')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  const spans = (): Span[] =>
    texts.flatMap((text) =>
      JSON.parse(text.slice(text.indexOf('\n'))).resourceSpans.flatMap(({ scopeSpans }: Json) =>
        scopeSpans.flatMap((scope: Json) => scope.spans.map(spanOf)),
      ),
    )
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, texts, spans }
}
