import { hash, randomBytes } from 'node:crypto'

/** What only its holder knows: 256 random bits. Of it the database keeps the hash. */
export const newSecret = (): string => randomBytes(32).toString('base64url')

/** That of a party's own system: by its prefix those who look for leaked secrets know it. */
export const newServiceSecret = (): string => `bogodt_${newSecret()}`

export const sha256 = (text: string): string => hash('sha256', text, 'base64url')
