import { expect } from 'vitest'
import { type Answer, asAnswer } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import type { Caller } from './callers.ts'
import { errorsOf } from './document.ts'
import { injectionOf, type Request, refusedByDocument } from './request.ts'
import { personalNumbers } from './spoilt.ts'
import { mark } from './valid.ts'

/** What no answer tells of: where in the program it went wrong, and what was asked of the database. */

const inside =
  /node_modules|\bat [\w.<>]+ \(|\.ts:\d|\bselect\b .*\bfrom\b|syntax error|violates|relation "|pg_|invalid input/i

const isStream = ({ operation }: Request) => 'text/event-stream' in (operation.responses[200]?.content ?? {})

/** A stream has no end: its head is enough. */
const inject = async (app: TestApp['app'], request: Request, token: string | undefined): Promise<Answer> => {
  const injection = injectionOf(request)
  const headers = { ...injection.headers, ...(token !== undefined && { authorization: `Bearer ${token}` }) }
  if (!isStream(request)) return asAnswer(await app.inject({ ...injection, headers }))
  const answer = await app.inject({ ...injection, headers, payloadAsStream: true })
  const stream = answer.stream()
  if (answer.statusCode === 200) {
    stream.destroy()
    return { ...asAnswer(answer), text: '', body: '' }
  }
  const text = (await stream.toArray()).join('')
  return { ...asAnswer(answer), text, body: JSON.parse(text) }
}

const mediaType = ({ headers }: Answer) => String(headers['content-type'] ?? '').split(';')[0] ?? ''

/** Refusals are problems, but where a standard of its own says otherwise and the document tells of it. */
const isRefusal = (answer: Answer, { operation: { responses } }: Request): void => {
  const content = { ...responses.default?.content, ...responses[answer.status]?.content }
  const type = mediaType(answer)
  // An address that is no operation's is answered as any other that there is not.
  if (answer.body.code !== 'not_found') expect(Object.keys(content)).toContain(type)
  expect(errorsOf(content[type]?.schema ?? {}, answer.body)).toBe('')
  expect(answer.text).not.toContain(mark)
  expect(answer.text).not.toMatch(inside)
  if (type !== 'application/problem+json') return
  expect(answer.body).toMatchObject({ status: answer.status, requestId: answer.headers['x-request-id'] })
}

const isAsDeclared = (answer: Answer, { operation }: Request): void => {
  const declared = operation.responses[answer.status]
  expect(Object.keys(operation.responses)).toContain(String(answer.status))
  const { content = {} } = declared ?? {}
  const types = Object.keys(content)
  const type = mediaType(answer)
  if (types.length === 0) expect(answer.text).toBe('')
  else expect(types).toContain(type)
  if (type === 'application/json') expect(errorsOf(content[type]?.schema, answer.body)).toBe('')
}

/** The personal numbers among what the API reads. */
const personalNumbersOf = ({ operation, query, body, raw }: Request): string[] => {
  const read = operation.path.startsWith('/api/') ? JSON.stringify([query, raw?.body ?? body]) : ''
  return personalNumbers.filter((number) => read.includes(number))
}

/** Sends it, and holds the answer against what the document promises of every answer. */
export const send = async ({ app }: TestApp, request: Request, caller: Caller): Promise<Answer> => {
  const answer = await inject(app, request, await caller.token())
  if (answer.status === 401) caller.forget()
  const { roles } = request.operation
  expect(answer.status).toBeLessThan(500)
  expect(answer.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/)
  for (const number of personalNumbers) expect(answer.text).not.toContain(number)
  if (answer.status >= 400) isRefusal(answer, request)
  else if (answer.status === 304) expect(request.headers['if-none-match']).toBeDefined()
  else isAsDeclared(answer, request)
  if (answer.status >= 300) return answer
  if (roles) expect(roles).toContain(caller.role)
  expect(refusedByDocument(request)).toBe(false)
  expect(personalNumbersOf(request)).toEqual([])
  return answer
}
