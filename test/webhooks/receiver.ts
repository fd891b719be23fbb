import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll } from 'vitest'
import type { Json } from '../support/actors.ts'

export interface Received {
  headers: IncomingHttpHeaders
  text: string
  body: Json
}

type Answer = (response: ServerResponse, received: Received) => void

export interface Receiver {
  url: string
  received: Received[]
  /** How it answers from now on; 204 until then. */
  answers(how: number | Answer): void
}

/** A party's own system, which keeps what it is told. */
export const startReceiver = async (): Promise<Receiver> => {
  let answer: Answer = (response) => response.writeHead(204).end()
  const received: Received[] = []
  const server = createServer(async (request, response) => {
    let text = ''
    for await (const chunk of request) text += chunk
    const one = { headers: request.headers, text, body: JSON.parse(text) }
    received.push(one)
    answer(response, one)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    answers: (how) => {
      answer = typeof how === 'number' ? (response) => response.writeHead(how).end() : how
    },
  }
}

/** The signatures of a message by the words of the specification, and not by its library. */
export const signatureOf = (secret: string, { headers, text }: Received): string => {
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${text}`
  return `v1,${createHmac('sha256', key).update(content).digest('base64')}`
}
