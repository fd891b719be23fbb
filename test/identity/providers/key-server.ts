import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JWK } from 'jose'
import { afterAll } from 'vitest'

/**
 * What a provider publishes of itself, by a server of the test: for tokens that no real provider would issue. Under `evil`
 * is a key set that nobody should ask for.
 */
export const startKeyServer = async () => {
  const asked: string[] = []
  const state = { keys: [] as JWK[], status: 200, evil: [] as JWK[] }
  const server = createServer((request, response) => {
    const path = String(request.url)
    asked.push(path)
    const issuer = `http://${request.headers.host}`
    const documents: Record<string, object> = {
      '/.well-known/openid-configuration': {
        issuer,
        jwks_uri: `${issuer}/jwks`,
        authorization_endpoint: `${issuer}/auth`,
        token_endpoint: `${issuer}/token`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256'],
      },
      '/jwks': { keys: state.keys },
      '/evil': { keys: state.evil },
    }
    response.writeHead(state.status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(documents[path] ?? {}))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  afterAll(() => new Promise((done) => server.close(done)))
  return { issuer: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, state, asked }
}
