import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { canonical } from './canonical.ts'
import { sha256 } from './secret.ts'

/** A key that tokens are verified by, and signed by when its private half is known. */
export interface TokenKey {
  kid: string
  /** PEM. */
  publicKey: string
  /** PEM, PKCS #8. */
  privateKey: string | undefined
  jwk: { kty: 'OKP'; crv: 'Ed25519'; x: string }
}

const block = /-----BEGIN (PRIVATE|PUBLIC) KEY-----[^-]+-----END \1 KEY-----/g

const pemOf = (key: KeyObject): string =>
  String(
    key.type === 'private'
      ? key.export({ type: 'pkcs8', format: 'pem' })
      : key.export({ type: 'spki', format: 'pem' }),
  )

/** A key is named by its thumbprint (RFC 7638, RFC 8037 § 2), so that nobody has to invent names. */
const thumbprint = (jwk: TokenKey['jwk']): string => sha256(canonical(jwk))

const tokenKey = (pem: string): TokenKey => {
  const isPrivate = pem.includes('PRIVATE KEY')
  const publicKey = createPublicKey(pem)
  if (publicKey.asymmetricKeyType !== 'ed25519') throw new TypeError('not an Ed25519 key')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const jwk = { kty: 'OKP', crv: 'Ed25519', x } as const
  const privateKey = isPrivate ? pemOf(createPrivateKey(pem)) : undefined
  return { kid: thumbprint(jwk), publicKey: pemOf(publicKey), privateKey, jwk }
}

/**
 * The keys of a text of PEM blocks. The first signs, and so has to be private; all verify.
 * @throws TypeError when there is none, one is no Ed25519 key, one is there twice, or the first can't sign
 */
export const tokenKeys = (pem: string): TokenKey[] => {
  const keys = (pem.match(block) ?? []).map(tokenKey)
  if (!keys[0]?.privateKey) throw new TypeError('the first key is not private')
  if (new Set(keys.map(({ kid }) => kid)).size < keys.length) throw new TypeError('a key is there twice')
  if (pem.replaceAll(block, '').includes('-----')) throw new TypeError('more than PEM blocks of keys')
  return keys
}

/** PEM (PKCS #8) of a new Ed25519 key. */
export const newPrivateKey = (): string => pemOf(generateKeyPairSync('ed25519').privateKey)
