import { inject } from 'vitest'
import { createUser } from '../../src/identity/accounts.ts'
import { connected } from '../architecture/connected.ts'
import { type Actor, actorOn, type Json } from '../support/actors.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { created } from '../support/households.ts'

export const password = 'en helt ny adgangskode'
export const any = { 'if-match': '*' }

/** A user who signs in by hand, with a session of their own. */
export const signedIn = async ({ app, anyone }: TestApp, username: string, chosen: string) => {
  const answer = await anyone.post('/auth/token', { username, password: chosen })
  const { accessToken, refreshToken } = answer.body
  const actor = actorOn(app, async () => accessToken)
  return {
    status: answer.status,
    actor,
    refreshToken: String(refreshToken),
    accessToken: String(accessToken),
  }
}

export const idOf = async (actor: Actor): Promise<string> => (await actor.get('/me')).body.id

const numbers = Array.from({ length: 1000 }, (_, index) => index).values()
export const newAccount = (changes: Json = {}): Json => ({
  username: `ny.bruger${numbers.next().value}`,
  name: 'Søren Ægidius Å',
  role: 'socialafdeling',
  organisationId: 'viborg-kommune',
  email: 'soeren@example.dk',
  ...changes,
})

/** An account by invitation, its user signed in. */
export const admitted = async (test: TestApp, admin: Actor, changes: Json = {}) => {
  const account = created(await admin.post('/accounts', newAccount(changes)))
  const { token } = created(await admin.post(`/accounts/${account.id}/invitation`))
  await test.anyone.post('/auth/activation', { token, password })
  return { account, ...(await signedIn(test, account.username, password)) }
}

/** Two administrators: the second is made as an operator makes one. */
export const administrators = async () => {
  const test = await testApp()
  await connected(test.database.adminUrl, (client) =>
    createUser(client, { username: 'admin2', name: 'Asta Dam', role: 'admin', password: inject('password') }),
  )
  const second = (await signedIn(test, 'admin2', inject('password'))).actor
  return { test, first: test.as('admin'), second }
}
