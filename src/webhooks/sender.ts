import { once } from 'node:events'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { Webhook } from 'standardwebhooks'
import type { Code } from '../kernel/codes.ts'
import { type Reach, type Target, targetOf, Unreachable } from './addresses.ts'

/** One attempt to tell a receiver of an event. */
export interface Message {
  /** The same at every attempt. */
  id: string
  at: string
  url: string
  /** One, or two while it is being replaced. */
  secrets: string[]
  type: Code<'webhookEvent'>
  occurredAt: string
  data: Record<string, string>
}

export interface Outcome {
  statusCode: number | null
  error: Code<'webhookDeliveryError'> | null
}

/** Beyond this an answer is not read; what it says is not used. */
const longestAnswer = 64 * 1024

/** What is sent, signed with each secret that is valid (Standard Webhooks 1.0). */
export const signed = ({ id, at, secrets, type, occurredAt, data }: Message) => {
  const body = JSON.stringify({ type, timestamp: occurredAt, data })
  const sentAt = new Date(at)
  const signatures = secrets.map((secret) => new Webhook(secret).sign(id, sentAt, body))
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'user-agent': 'bo-godt',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1000)),
    'webhook-signature': signatures.join(' '),
  }
  return { body, headers }
}

/** Connects to the addresses that were checked, whatever the name stands for by now. */
const pinned =
  (addresses: string[]): LookupFunction =>
  (_hostname, options, callback) => {
    const found = addresses.map((address) => ({ address, family: isIP(address) }))
    if (options.all) callback(null, found)
    else callback(null, found[0]?.address ?? '', found[0]?.family ?? 0)
  }

const drain = async (answer: IncomingMessage): Promise<void> => {
  let read = 0
  for await (const chunk of answer) {
    read += (chunk as Buffer).length
    if (read > longestAnswer) return
  }
}

/** The status that the receiver answers with. A connection is used once, and no redirect is followed. */
const post = async ({ url, addresses }: Target, message: Message, signal: AbortSignal): Promise<number> => {
  const { body, headers } = signed(message)
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  const sending = request(url, { method: 'POST', headers, lookup: pinned(addresses), agent: false, signal })
  sending.on('error', () => {})
  sending.end(body)
  const [answer] = (await once(sending, 'response', { signal })) as [IncomingMessage]
  try {
    await drain(answer)
  } catch {
    // It has answered: what breaks after the status changes nothing.
  }
  sending.destroy()
  return answer.statusCode ?? 0
}

const refusedCertificate = /TLS|SSL|CERT|SIGNED|VERIFY|EPROTO/

const errorOf = (error: unknown, signal: AbortSignal): Outcome['error'] => {
  if (error instanceof Unreachable) return 'address'
  if (signal.aborted) return 'timeout'
  const { code = '' } = error as NodeJS.ErrnoException
  return refusedCertificate.test(code) ? 'tls' : 'connection'
}

const judge = (statusCode: number): Outcome => {
  if (statusCode >= 200 && statusCode < 300) return { statusCode, error: null }
  return { statusCode, error: statusCode >= 300 && statusCode < 400 ? 'redirect' : 'status' }
}

/** Makes one attempt, and tells what became of it; the whole of it takes no longer than the limit. */
export const send = async (message: Message, reach: Reach, timeoutMs: number): Promise<Outcome> => {
  const signal = AbortSignal.timeout(timeoutMs)
  try {
    return judge(await post(await targetOf(message.url, reach), message, signal))
  } catch (error) {
    return { statusCode: null, error: errorOf(error, signal) }
  }
}
