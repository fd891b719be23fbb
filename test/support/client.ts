import type { Actor, Answer, Headers, Json } from './actors.ts'

const asAnswer = async (response: Response): Promise<Answer> => {
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: isJson && text ? JSON.parse(text) : text,
    text,
    etag: response.headers.get('etag') ?? '',
  }
}

/** A caller of a server that runs as a process. */
export const callerOf = (address: string, token?: string): Actor => {
  const send = async (method: string, url: string, headers: Headers = {}, body?: Json) =>
    asAnswer(
      await fetch(`${address}/api/v1${url}`, {
        method,
        headers: {
          ...(token && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
      }),
    )
  return {
    get: (url, headers) => send('GET', url, headers),
    post: (url, body, headers) => send('POST', url, headers, body),
    patch: (url, body, headers) => send('PATCH', url, headers, body),
    put: (url, body, headers) => send('PUT', url, headers, body),
    delete: (url, headers) => send('DELETE', url, headers),
    token: async () => token,
  }
}

/** Signs in and gives the caller with its tokens. */
export const signIn = async (address: string, username: string, password: string) => {
  const { status, body } = await callerOf(address).post('/auth/token', { username, password })
  if (status !== 200) throw new Error(`${username} cannot sign in: ${status}`)
  return { caller: callerOf(address, body.accessToken), tokens: body }
}
