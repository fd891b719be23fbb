import { type JWTPayload, jwtVerify } from 'jose'
import * as oidc from 'openid-client'
import type { Context } from '../../http/slice.ts'
import { ofExchange, ofToken, signInFailed, unavailable } from './errors.ts'
import { kept } from './kept.ts'
import { providerKeys } from './keys.ts'

export type ProviderSettings = Context['config']['OIDC_PROVIDERS'][number]

/** What a browser's sign-in must come back with. */
export interface Expected {
  verifier: string
  state: string
  nonce: string
}

/** What a provider has proved of someone. */
export interface Proof {
  subject: string
  /** Whether the provider says that a second factor was used. */
  secondFactor: boolean
  claims: JWTPayload
}

export interface Provider {
  settings: ProviderSettings
  /** Where the browser is to go. @throws identity_provider_unavailable */
  authorizationUrl(redirectUri: string, expected: Expected): Promise<string>
  /** Exchanges the code of an authorization response. @throws sign_in_failed, identity_provider_unavailable */
  finish(redirectUri: string, response: string, expected: Expected): Promise<Proof>
  /** Verifies a token of the provider for this audience. @throws sign_in_failed, identity_provider_unavailable */
  verify(token: string, audience: string): Promise<Proof>
}

const timeoutSeconds = 5
const discoveryFreshMs = 3_600_000
/** Seconds that the provider's clock and ours may differ by. */
export const clockTolerance = 60

const discover = async ({ issuer, clientId, clientSecret }: ProviderSettings) => {
  const auth = clientSecret ? oidc.ClientSecretPost(clientSecret) : oidc.None()
  const plain = issuer.startsWith('http:')
  const metadata = { [oidc.clockTolerance]: clockTolerance }
  const config = await oidc
    .discovery(new URL(issuer), clientId, metadata, auth, {
      timeout: timeoutSeconds,
      // The settings allow it for loopback alone.
      ...(plain && { execute: [oidc.allowInsecureRequests] }),
    })
    .catch((error) => {
      throw unavailable(error)
    })
  const { issuer: named, jwks_uri: jwksUri = '' } = config.serverMetadata()
  if (named !== issuer) throw unavailable(new Error('the provider calls itself by another issuer'))
  if (!jwksUri.startsWith(plain ? 'http' : 'https:')) throw unavailable(new Error('no keys over https'))
  return { config, jwksUri }
}

const secondFactorOf = ({ secondFactor }: ProviderSettings, claims: JWTPayload): boolean =>
  secondFactor !== undefined &&
  [claims[secondFactor.claim]].flat().some((value) => secondFactor.values.includes(String(value)))

/** OpenID Connect Core § 2: at most 255 characters; without any it is nobody. */
const subjectOf = ({ subjectClaim }: ProviderSettings, claims: JWTPayload): string => {
  const subject = Object.hasOwn(claims, subjectClaim) ? claims[subjectClaim] : undefined
  if (typeof subject !== 'string' || subject.length === 0 || subject.length > 255)
    throw signInFailed(new Error('no subject'))
  return subject
}

/** One of the parties' identity providers, as the operator configured it. Nothing is asked of it before it is needed. */
export const createProvider = (settings: ProviderSettings): Provider => {
  const discovered = kept(() => discover(settings), discoveryFreshMs)
  const keySets = new Map<string, ReturnType<typeof providerKeys>>()

  const keys = async () => {
    const { jwksUri } = await discovered()
    const known = keySets.get(jwksUri) ?? providerKeys(jwksUri)
    keySets.set(jwksUri, known)
    return known()
  }
  const verify: Provider['verify'] = async (token, audience) => {
    const { issuer, algorithms } = settings
    // The header chooses among the provider's keys, by `kid`, and nothing else: `jku`, `x5u` and `jwk` are not looked at.
    const { payload: claims } = await jwtVerify(token, await keys(), {
      issuer,
      audience,
      algorithms,
      clockTolerance,
      requiredClaims: ['exp'],
    }).catch((error) => {
      throw ofToken(error)
    })
    return { subject: subjectOf(settings, claims), secondFactor: secondFactorOf(settings, claims), claims }
  }
  return {
    settings,
    verify,
    authorizationUrl: async (redirectUri, { verifier, state, nonce }) => {
      const { config } = await discovered()
      const parameters = {
        redirect_uri: redirectUri,
        scope: 'openid profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        state,
        nonce,
      }
      return oidc.buildAuthorizationUrl(config, parameters).href
    },
    finish: async (redirectUri, response, { verifier, state, nonce }) => {
      const { config } = await discovered()
      const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce }
      const { id_token: idToken = '' } = await oidc
        .authorizationCodeGrant(config, new URL(`?${response}`, redirectUri), checks)
        .catch((error) => {
          throw ofExchange(error)
        })
      // It came from the provider itself; its signature is checked all the same, by the one way that there is.
      return verify(idToken, settings.clientId)
    },
  }
}
