import { createPrivateKey, createPublicKey, hash, sign } from 'node:crypto'

/** Signs checkpoints as the log that is called `origin`. */
export interface Signer {
  origin: string
  sign(text: string): string
}

const ed25519 = Uint8Array.of(1)

/**
 * Signature lines of C2SP signed-note: the key is told by its name and by the first four bytes of a hash of name, kind
 * and key. So a new key is another id under the same name.
 */
export const createSigner = (origin: string, privateKeyPem: string): Signer => {
  const key = createPrivateKey(privateKeyPem)
  const publicKey = Buffer.from(createPublicKey(key).export({ format: 'jwk' }).x ?? '', 'base64url')
  const named = Buffer.concat([Buffer.from(`${origin}\n`), ed25519, publicKey])
  const keyId = hash('sha256', named, 'buffer').subarray(0, 4)
  return {
    origin,
    sign: (text) => {
      const signature = Buffer.concat([keyId, sign(null, Buffer.from(text), key)])
      return `${text}\n— ${origin} ${signature.toString('base64')}\n`
    },
  }
}

/** The head of a tree, signed (C2SP tlog-checkpoint): origin, number of leaves, root. */
export const checkpointNote = (signer: Signer, size: number, root: Buffer): string =>
  signer.sign(`${signer.origin}\n${size}\n${root.toString('base64')}\n`)
