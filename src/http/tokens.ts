import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jwt, { type JWT } from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { newPrivateKey, type TokenKey, tokenKeys } from '../kernel/keys.ts'
import { rememberTokens } from '../kernel/remembered.ts'

declare module 'fastify' {
  interface FastifyInstance {
    tokens: {
      /** Signs by the first key. */
      sign: JWT['sign']
      /** @throws when the token is not one of ours, or no longer one. */
      verify(token: string): { sub: string; sid: string }
    }
  }
}

const Key = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  kid: z.string(),
  use: z.literal('sig'),
  alg: z.literal('EdDSA'),
})

const registerKey = async (app: FastifyInstance, key: TokenKey, seconds: number): Promise<JWT> => {
  const { kid, publicKey, privateKey } = key
  await app.register(jwt, {
    namespace: kid,
    secret: { ...(privateKey && { private: privateKey }), public: publicKey },
    sign: { algorithm: 'EdDSA', kid, expiresIn: seconds, iss: 'bo-godt', aud: 'bo-godt' },
    verify: { algorithms: ['EdDSA'], allowedIss: 'bo-godt', allowedAud: 'bo-godt' },
  })
  return (app.jwt as unknown as Record<string, JWT>)[kid] as JWT
}

/** Not yet verified: it only chooses among our own keys, each of which verifies by one algorithm. */
const kidOf = (token: string): unknown =>
  JSON.parse(Buffer.from(token.slice(0, token.indexOf('.')), 'base64url').toString()).kid

interface Claims {
  sub: string
  sid: string
  /** Seconds since 1970. */
  exp: number
}

/** A token that has been verified is not verified again until it expires. */
const rememberingVerified = (verify: (token: string) => Claims) => {
  const verified = rememberTokens<Claims>()
  return (token: string): Claims => verified.find(token) ?? verified.keep(token, verify(token))
}

/**
 * Access tokens: signed with Ed25519, short-lived, naming the user and the session and nothing else. What the
 * user may is looked up on every request, and so is whether the session still lasts. `pem` may hold several keys:
 * the first signs and all verify, so that keys are changed without a logout.
 */
export const useTokens = async (app: FastifyInstance, pem: string, seconds: number): Promise<void> => {
  const keys = tokenKeys(pem)
  const byKid = new Map<unknown, JWT>()
  for (const key of keys) byKid.set(key.kid, await registerKey(app, key, seconds))
  const [signing] = byKid.values()
  if (!signing) throw new TypeError('no key')
  app.decorate('tokens', {
    sign: signing.sign,
    verify: rememberingVerified((token) => {
      const known = byKid.get(kidOf(token))
      if (!known) throw new TypeError('signed by no key of ours')
      return known.verify(token)
    }),
  })
  const published = {
    keys: keys.map(({ kid, jwk }) => ({ ...jwk, kid, use: 'sig' as const, alg: 'EdDSA' as const })),
  }
  app.get(
    '/.well-known/jwks.json',
    {
      config: { open: true },
      schema: { tags: ['identitet'], security: [], response: { 200: z.object({ keys: z.array(Key) }) } },
    },
    async (_request, reply) => {
      reply.header('cache-control', 'public, max-age=300')
      return published
    },
  )
}

/** A key of an embedded installation, made on first use and kept in its data folder. */
export const keptPrivateKey = (dataDir: string, name: string): string => {
  const file = join(dataDir, name)
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(file, newPrivateKey(), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8')
}
