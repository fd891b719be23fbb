import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'

const issuer = 'Bo Godt'
const period = 30

/** 160 random bits, as authenticator apps take them (RFC 4226 § 4): base32. */
export const newTotpSecret = (): string => new Secret({ size: 20 }).base32

/** What an authenticator app reads, as a link or a QR code. */
export const totpUri = (secret: string, username: string): string =>
  new TOTP({ issuer, label: username, secret }).toString()

/** The time step of a code that is right now, or one step off for a clock that is; undefined for any other. */
export const stepOfCode = (secret: string, code: string, at: Date): number | undefined => {
  const timestamp = at.getTime()
  const delta = new TOTP({ secret, period }).validate({ token: code, timestamp, window: 1 })
  return delta === null ? undefined : TOTP.counter({ period, timestamp }) + delta
}

/** Ten codes for the day the device is lost, shown once; of 112 bits, so that a plain hash of them is enough (ASVS 6.5.2). */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: 10 }, () =>
    randomBytes(14)
      .toString('hex')
      .replace(/(.{7})(?!$)/g, '$1-'),
  )
