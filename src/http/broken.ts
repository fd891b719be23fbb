import { randomUUIDv7 } from 'node:crypto'
import { STATUS_CODES } from 'node:http'
import type { Socket } from 'node:net'
import { DomainError } from '../kernel/errors.ts'
import { problemOf } from './problem.ts'

const slow = new DomainError('request_timeout', 'Anmodningen var for længe undervejs.')
const large = new DomainError('headers_too_large', 'Adresse og hoved må tilsammen højst fylde 16 KiB.')
const unreadable = new DomainError('malformed_body', 'Anmodningen kan ikke læses.')

const problems: Record<string, DomainError> = {
  ERR_HTTP_REQUEST_TIMEOUT: slow,
  HPE_HEADER_OVERFLOW: large,
}

/** Answers what never became a request, as any other refusal is answered, and hangs up. */
export const answerBroken = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy()
  const requestId = randomUUIDv7()
  const problem = problemOf(problems[error.code ?? ''] ?? unreadable, requestId)
  const body = JSON.stringify(problem)
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status]}`,
    'content-type: application/problem+json; charset=utf-8',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    `x-request-id: ${requestId}`,
    'connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`)
  socket.destroySoon()
}
