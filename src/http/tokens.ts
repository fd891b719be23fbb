import { createPrivateKey, createPublicKey, generateKeyPairSync } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import jwt from '@fastify/jwt'
import type { FastifyInstance } from 'fastify'

/**
 * Access tokens: signed with Ed25519, short-lived, naming the user and the session and nothing else. What the
 * user may is looked up on every request, and so is whether the session still lasts.
 */
export const useTokens = async (
  app: FastifyInstance,
  privateKeyPem: string,
  seconds: number,
): Promise<void> => {
  const publicKey = createPublicKey(createPrivateKey(privateKeyPem)).export({ type: 'spki', format: 'pem' })
  await app.register(jwt, {
    secret: { private: privateKeyPem, public: String(publicKey) },
    sign: { algorithm: 'EdDSA', expiresIn: seconds, iss: 'bo-godt', aud: 'bo-godt' },
    verify: { algorithms: ['EdDSA'], allowedIss: 'bo-godt', allowedAud: 'bo-godt', cache: 2000 },
  })
}

/** A key of an embedded installation, made on first use and kept in its data folder. */
export const keptPrivateKey = (dataDir: string, name: string): string => {
  const file = join(dataDir, name)
  if (!existsSync(file)) {
    mkdirSync(dataDir, { recursive: true })
    const { privateKey } = generateKeyPairSync('ed25519')
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' })
  }
  return readFileSync(file, 'utf8')
}
