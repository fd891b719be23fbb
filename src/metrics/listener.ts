import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Metrics } from './metrics.ts'

export interface Door {
  address: string
  close(): Promise<void>
}

/**
 * A door of its own for `GET /metrics`: what an operator may see is not behind the one that the public may reach.
 * @throws what node says of an address that can't be listened on
 */
export const listenForMetrics = async (metrics: Metrics, host: string, port: number): Promise<Door> => {
  const server = createServer(async (request, response) => {
    const known = request.url === '/metrics'
    const allowed = request.method === 'GET' || request.method === 'HEAD'
    if (!known || !allowed) return response.writeHead(known ? 405 : 404).end()
    try {
      const text = await metrics.text()
      response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' }).end(text)
    } catch {
      response.writeHead(500).end()
    }
  })
  server.listen(port, host)
  await once(server, 'listening')
  const { port: taken } = server.address() as AddressInfo
  return {
    address: `http://${host.includes(':') ? `[${host}]` : host}:${taken}/metrics`,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}
