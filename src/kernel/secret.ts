import { hash, randomBytes } from 'node:crypto'

/** What only its holder knows: 256 random bits. Of it the database keeps the hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

export const sha256 = (text: string): string => hash('sha256', text, 'base64url')
