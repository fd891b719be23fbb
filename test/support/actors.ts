import type { LightMyRequestResponse } from 'fastify'
import type { App } from '../../src/http/slice.ts'

/** Answers are checked by what tests expect of them, not by types. */
export type Json = ReturnType<typeof JSON.parse>

export interface Answer {
  status: number
  headers: LightMyRequestResponse['headers']
  body: Json
  /** As it was sent. */
  text: string
  etag: string
}

export type Headers = Record<string, string>

/** One caller; addresses are below /api/v1. */
export interface Actor {
  get(url: string, headers?: Headers): Promise<Answer>
  post(url: string, body?: Json, headers?: Headers): Promise<Answer>
  patch(url: string, body: Json, headers?: Headers): Promise<Answer>
  put(url: string, body: Json, headers?: Headers): Promise<Answer>
  delete(url: string, headers?: Headers): Promise<Answer>
  token(): Promise<string | undefined>
}

const parsed = (text: string): Json => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export const asAnswer = ({ statusCode, headers, payload }: LightMyRequestResponse): Answer => ({
  status: statusCode,
  headers,
  body: parsed(payload),
  text: payload,
  etag: String(headers.etag ?? ''),
})

type Method = 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'

export const actorOn = (app: App, token: () => Promise<string | undefined>): Actor => {
  const send = async (method: Method, url: string, headers: Headers = {}, body?: Json) => {
    const bearer = await token()
    const authorization = bearer ? { authorization: `Bearer ${bearer}` } : {}
    const payload = body === undefined ? {} : { payload: body }
    return asAnswer(
      await app.inject({
        method,
        url: `/api/v1${url}`,
        headers: { ...authorization, ...headers },
        ...payload,
      }),
    )
  }
  return {
    get: (url, headers) => send('GET', url, headers),
    post: (url, body, headers) => send('POST', url, headers, body),
    patch: (url, body, headers) => send('PATCH', url, headers, body),
    put: (url, body, headers) => send('PUT', url, headers, body),
    delete: (url, headers) => send('DELETE', url, headers),
    token,
  }
}

/** Access tokens by username: each signs in when it is first asked for, and once. */
export const sessionTokens = (app: App, password: string) => {
  const tokens = new Map<string, Promise<string>>()
  const signIn = async (username: string): Promise<string> => {
    const payload = { username, password }
    const answer = await app.inject({ method: 'POST', url: '/api/v1/auth/token', payload })
    if (answer.statusCode !== 200) throw new Error(`${username} cannot sign in: ${answer.payload}`)
    return answer.json().accessToken
  }
  return (username: string): Promise<string> => {
    const known = tokens.get(username) ?? signIn(username)
    tokens.set(username, known)
    return known
  }
}
