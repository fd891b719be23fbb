import { createRemoteJWKSet, customFetch, type FetchImplementation, type RemoteJWKSet } from 'jose'
import { unavailable } from './errors.ts'
import { kept } from './kept.ts'

/** So long a key that the provider has taken away is still taken for its own. */
const freshMs = 600_000
/** So seldom an unknown key makes us ask whether there are new ones. */
const cooldownMs = 30_000
const timeoutMs = 3_000

const ask: FetchImplementation = async (url, options) => {
  const response = await fetch(url, options).catch((error) => {
    throw unavailable(error)
  })
  if (response.status !== 200) throw unavailable(new Error(`status ${response.status}`))
  return response
}

/** The keys of a provider. Those that are known go on being so while it is down. */
export const providerKeys = (address: string): (() => Promise<RemoteJWKSet>) => {
  const keys = createRemoteJWKSet(new URL(address), {
    // When they are stale is decided below, so that the last ones hold while there are no newer.
    cacheMaxAge: Number.POSITIVE_INFINITY,
    cooldownDuration: cooldownMs,
    timeoutDuration: timeoutMs,
    [customFetch]: ask,
  })
  return kept(async () => {
    await keys.reload()
    return keys
  }, freshMs)
}
