import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'

export interface CountingProxy {
  port: number
  /** What has passed since the last call: Execute and Query messages, and Syncs and Queries. */
  take(): { statements: number; roundTrips: number }
  stop(): void
}

/** Reads the frontend's messages (a type, a length, a body; the first one has no type) as they pass. */
const messageReader = (onMessage: (type: string) => void) => {
  let buffered: Buffer = Buffer.alloc(0)
  let started = false
  return (chunk: Buffer) => {
    buffered = Buffer.concat([buffered, chunk])
    for (;;) {
      const head = started ? 1 : 0
      if (buffered.length < head + 4) return
      const length = head + buffered.readUInt32BE(head)
      if (buffered.length < length) return
      if (started) onMessage(String.fromCharCode(buffered[0] ?? 0))
      started = true
      buffered = buffered.subarray(length)
    }
  }
}

/** Stands between a server and PostgreSQL, and counts what is really asked. */
export const startCountingProxy = async (databasePort: number): Promise<CountingProxy> => {
  let count = { statements: 0, roundTrips: 0 }
  const proxy = createServer((client) => {
    const database = connect(databasePort, '127.0.0.1')
    const read = messageReader((type) => {
      if (type === 'E' || type === 'Q') count.statements += 1
      if (type === 'S' || type === 'Q') count.roundTrips += 1
    })
    client.on('data', read)
    client.pipe(database).pipe(client)
    for (const socket of [client, database])
      socket.on('error', () => [client, database].map((s) => s.destroy()))
  }).listen(0, '127.0.0.1')
  await once(proxy, 'listening')
  return {
    port: (proxy.address() as AddressInfo).port,
    take: () => {
      const taken = count
      count = { statements: 0, roundTrips: 0 }
      return taken
    },
    stop: () => proxy.close(),
  }
}
