import type { DemoUsername } from '../../seeds/demo-users.ts'
import { demoUsers } from '../../seeds/demo-users.ts'
import { sessionTokens } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'

export interface Caller {
  name: string
  role: string | undefined
  token(): Promise<string | undefined>
  /** Signs in again when it is asked next: its session was ended. */
  forget(): void
}

/** Those who ask; what is done to accounts is done to others. */
export const asking = [
  'drift.ringparken',
  'drift.sctjoergen',
  'social.anna',
  'koordinator',
  'board',
  'dpo',
  'admin',
] as const satisfies DemoUsername[]

const signedIn = ({ app }: TestApp, username: DemoUsername, password: string): Caller => {
  let tokens = sessionTokens(app, password)
  return {
    name: username,
    role: demoUsers.find((user) => user.username === username)?.role,
    token: () => tokens(username),
    forget: () => {
      tokens = sessionTokens(app, password)
    },
  }
}

const holding = (name: string, token: string | undefined): Caller => ({
  name,
  role: undefined,
  token: async () => token,
  forget: () => {},
})

/** Each role, twice where two see differently, and those who are nobody. */
export const createCallers = async (test: TestApp, password: string): Promise<Caller[]> => {
  const users = asking.map((username) => signedIn(test, username, password))
  const good = (await users[0]?.token()) ?? ''
  const claims = JSON.parse(Buffer.from(good.split('.')[1] ?? '', 'base64url').toString())
  const { sub, sid } = claims
  const expired = await test.app.tokens.sign({ sub, sid }, { expiresIn: -60 })
  return [
    ...users,
    holding('no token', undefined),
    holding('expired', expired),
    holding('forged', `${good.slice(0, -8)}AAAAAAAA`),
  ]
}
