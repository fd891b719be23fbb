import type { Json } from '../support/actors.ts'
import { accepts, errorsOf, type Operation } from './document.ts'

/** A request as data, so that it can be made by the document, spoilt in one place, and shown when it fails. */
export interface Request {
  operation: Operation
  /** By name, as they are before they are encoded. */
  params: Record<string, string>
  query: [name: string, value: string][]
  headers: Record<string, string>
  /** `undefined` for no body. */
  body?: Json
  /** What is sent in place of all that: bytes that no client means to send. */
  raw?: { path?: string; body?: string; type?: string }
  /** What was spoilt, for whoever reads a failure. */
  spoilt?: string
}

/** A half of a character can't be encoded; whoever sends one sends its bytes. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed())

export const urlOf = ({ operation, params, query, raw }: Request): string => {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name) => encoded(params[name] ?? ''))
  const search = query.map(([name, value]) => `${encoded(name)}=${encoded(value)}`).join('&')
  return `${raw?.path ?? path}${search && `?${search}`}`
}

const asForm = (body: Json): string =>
  new URLSearchParams(
    Object.entries<Json>(Object(body)).map(([name, value]): [string, string] => [
      name,
      (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed(),
    ]),
  ).toString()

const textOf = (type: string, body: Json): string | undefined => {
  if (type.includes('form')) return asForm(body)
  return typeof body === 'string' && !type.includes('json') ? body : JSON.stringify(body)
}

export const injectionOf = (request: Request) => {
  const { operation, headers, body, raw } = request
  const type = raw?.type ?? (operation.body?.type || 'application/json')
  const text = raw?.body ?? textOf(type, body)
  return {
    method: operation.method,
    url: urlOf(request),
    headers: { ...(text !== undefined && { 'content-type': type }), ...headers },
    ...(text !== undefined && { payload: text }),
  }
}

/** Whether the document itself tells that this can't be answered. What is spoilt otherwise is for the server to judge. */
export const refusedByDocument = ({ operation, params, query, body, raw }: Request): boolean => {
  if (raw) return raw.path === undefined && operation.body !== undefined
  const names = query.map(([name]) => name)
  const wrongQuery =
    operation.path.startsWith('/api/') &&
    (new Set(names).size !== names.length || !accepts(operation, 'query', Object.fromEntries(query)))
  const wrongBody = operation.body?.type.includes('json') && errorsOf(operation.body.schema, body) !== ''
  return !accepts(operation, 'path', params) || wrongQuery || wrongBody === true
}
