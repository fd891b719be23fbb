import { expect, inject, test } from 'vitest'
import { actorOn, type Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { newAccount, password } from './people.ts'

/** Everyone has signed in already when local accounts are switched off. */
const before = await testApp()
const { database } = before
const admin = before.as('admin')
const dpo = before.as('dpo')
await dpo.get('/me')
const { app, anyone } = await testApp({ database, config: { LOCAL_ACCOUNTS: false } })
const off = { status: 403, code: 'local_accounts_off' }

const signIn = async (username: string, chosen = inject('password')) => {
  const { status, body } = await anyone.post('/auth/token', { username, password: chosen })
  return { status, code: body.code, actor: actorOn(app, async () => body.accessToken) }
}
const eventsOf = async (id: string): Promise<string[]> => {
  const { items } = (await dpo.get(`/audit/events?subjectId=${id}&limit=200`)).body
  return items.map(({ action, decision }: Json) => `${action} ${decision}`)
}

test('a page is told whether there is a password to ask for', async () => {
  expect((await anyone.get('/auth/providers')).body).toEqual({ items: [], localAccounts: false })
})

test('nobody signs in by password, right or wrong, known or not', async () => {
  for (const name of ['social.anna', 'drift.ringparken', 'koordinator', 'board', 'dpo', 'ukendt'])
    for (const chosen of [inject('password'), 'forkert'])
      expect([name, await signIn(name, chosen)]).toMatchObject([name, off])
  expect(await signIn('admin', 'forkert')).toMatchObject(off)
  const anna = (await before.as('social.anna').get('/me')).body.id
  expect((await eventsOf(anna)).filter((event) => event === 'session.create denied')).toHaveLength(2)
})

test('but an administrator, which is an event of its own and news to the officers', async () => {
  const { status, actor } = await signIn('admin')
  expect(status).toBe(200)
  const { id } = (await actor.get('/me')).body
  expect((await eventsOf(id)).filter((event) => event === 'session.break_glass allowed')).toHaveLength(1)
  const { items } = (await dpo.get('/notifications')).body
  expect(items.filter(({ kind }: Json) => kind === 'break_glass')).toHaveLength(1)
  const theirs = (await admin.get('/notifications')).body.items
  expect(theirs.filter(({ kind }: Json) => kind === 'break_glass')).toEqual([])
})

test('an invitation chooses no password, but an administrator’s', async () => {
  const { id, username } = created(await admin.post('/accounts', newAccount()))
  const { token } = created(await admin.post(`/accounts/${id}/invitation`))
  const activate = async (used: string) => {
    const { status, body } = await anyone.post('/auth/activation', { token: used, password })
    return { status, code: body.code }
  }
  expect(await activate(token)).toEqual(off)
  expect(await activate('gæt')).toEqual(off)
  // It is not used up.
  expect((await before.anyone.post('/auth/activation', { token, password })).status).toBe(204)
  expect(await signIn(username, password)).toMatchObject(off)
  await database.admin(
    `update users set role = 'admin', organisation_id = null, password_hash = null where id = $1`,
    [id],
  )
  await database.admin(`update invitations set used_at = null where user_id = $1`, [id])
  expect((await activate(token)).status).toBe(204)
  expect(await signIn(username, password)).toMatchObject({ status: 200 })
})
