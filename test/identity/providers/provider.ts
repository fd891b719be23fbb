import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { exportJWK, generateKeyPair, type JWK } from 'jose'
import { afterAll } from 'vitest'
import type { Json } from '../../support/actors.ts'

export const redirectUri = 'https://bogodt.example/tilbage'
export const audience = 'urn:bogodt:api'
export const clientSecret = 'en hemmelighed'

export const newKey = async (kid: string, alg = 'RS256'): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(alg, { extractable: true })
  return { ...(await exportJWK(privateKey)), kid, alg, use: 'sig' }
}

/** Who signs in, as the provider knows them. */
export interface Person {
  sub: string
  [claim: string]: unknown
}

export interface RunningProvider {
  issuer: string
  /** A browser that follows where it is sent, signs in, and is sent back: where to. */
  browse(authorizationUrl: string, person: Person | 'refuses'): Promise<string>
  /** The provider's keys from now on; the first signs. */
  use(keys: JWK[]): Promise<void>
  stop(): Promise<void>
  start(): Promise<void>
}

const file = fileURLToPath(new URL('./process.ts', import.meta.url))

const launch = async (wanted: object) => {
  const env = { PATH: process.env.PATH, NODE_NO_WARNINGS: '1', WANTED: JSON.stringify(wanted) }
  const child = fork(file, [], { env, silent: true })
  let said = ''
  child.stderr?.on('data', (chunk) => {
    said += chunk
  })
  while (!said.includes('"address"')) {
    const [chunk] = await Promise.race([
      once(child.stdout as NodeJS.ReadableStream, 'data'),
      once(child, 'exit').then(() => {
        throw new Error(`the provider ended: ${said}`)
      }),
    ])
    said += chunk
  }
  const address: string = JSON.parse(
    said.split('\n').find((line) => line.includes('"address"')) ?? '',
  ).address
  return { child, address }
}

/** Cookies of one host, which is all that a provider sets. */
const follow = async (from: string, person: Person | 'refuses'): Promise<string> => {
  const cookies = new Map<string, string>()
  const { origin } = new URL(from)
  let at = new URL(from)
  while (at.origin === origin) {
    if (at.pathname.startsWith('/interaction/')) {
      if (person === 'refuses') at.searchParams.set('refuse', '1')
      else {
        const { sub, ...claims } = person
        at.searchParams.set('as', sub)
        at.searchParams.set('claims', JSON.stringify(claims))
      }
    }
    const cookie = [...cookies].map((pair) => pair.join('=')).join('; ')
    const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
    for (const each of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
      cookies.set(name, value)
    }
    const location = answer.headers.get('location')
    if (!location) throw new Error(`${at.pathname}: ${answer.status} ${await answer.text()}`)
    at = new URL(location, at)
  }
  return at.href
}

/** A provider (node-oidc-provider) in a process of its own; ended with the file. */
export const startProvider = async (keys: JWK[]): Promise<RunningProvider> => {
  const wanted = { port: 0, keys, redirectUris: [redirectUri], audience }
  let running = await launch(wanted)
  const stop = async () => {
    const { child } = running
    if (child.exitCode !== null || child.signalCode !== null) return
    child.kill('SIGKILL')
    await once(child, 'exit')
  }
  afterAll(stop)
  const issuer = running.address
  return {
    issuer,
    browse: follow,
    use: async (next) => {
      wanted.keys = next
      running.child.send(next)
      await once(running.child, 'message')
    },
    stop,
    start: async () => {
      running = await launch({ ...wanted, port: Number(new URL(issuer).port) })
    },
  }
}

/** How an operator configures it. */
export const providerSettings = (id: string, issuer: string, changes: Json = {}): Json => ({
  id,
  name: `Log ind hos ${id}`,
  issuer,
  clientId: 'bo-godt',
  clientSecret,
  redirectUris: [redirectUri],
  ...changes,
})
