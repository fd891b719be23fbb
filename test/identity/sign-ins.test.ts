import { expect, inject, test } from 'vitest'
import { administrators, admitted, idOf, password, signedIn } from './people.ts'

const { test: world, first } = await administrators()
const { anyone, as, database } = world

const refresh = async (refreshToken: string) => anyone.post('/auth/refresh', { refreshToken })

test('a session that nobody uses for an hour is over, and one that is used is not', async () => {
  const used = await admitted(world, first)
  const left = await admitted(world, first)
  try {
    await database.setClock(`now() + interval '74 minutes'`)
    const { status, body } = await refresh(used.refreshToken)
    expect(status).toBe(200)
    await database.setClock(`now() + interval '76 minutes'`)
    expect((await refresh(left.refreshToken)).body.code).toBe('invalid_credentials')
    expect((await left.actor.get('/me')).status).toBe(401)
    expect((await refresh(body.refreshToken)).status).toBe(200)
  } finally {
    await database.setClock('now()')
  }
})

test('a refresh token that is used again ends the session, for the thief and for its owner', async () => {
  const { refreshToken, actor } = await admitted(world, first)
  const { body } = await refresh(refreshToken)
  expect((await refresh(refreshToken)).status).toBe(401)
  expect((await refresh(body.refreshToken)).status).toBe(401)
  expect((await actor.get('/me')).status).toBe(401)
})

test('who failed to sign in to an account is asked of the trail', async () => {
  const id = await idOf(as('social.bo'))
  const denied = async () => {
    const { body } = await as('dpo').get(`/audit/events?actorId=${id}&action=session.create&decision=denied`)
    return body.items.map(({ subjectIds }: { subjectIds: string[] }) => subjectIds)
  }
  expect((await signedIn(world, 'social.bo', 'forkert adgangskode')).status).toBe(401)
  expect((await signedIn(world, 'findes.ikke', 'forkert adgangskode')).status).toBe(401)
  expect((await signedIn(world, 'social.bo', inject('password'))).status).toBe(200)
  await expect.poll(denied).toEqual([[id]])
})

test('an administrator ends the sessions of one who has lost a phone', async () => {
  const { account, actor, refreshToken } = await admitted(world, first)
  expect((await as('social.bo').delete(`/accounts/${account.id}/sessions`)).status).toBe(403)
  expect((await first.delete(`/accounts/${account.id}/sessions`)).status).toBe(204)
  expect((await actor.get('/me')).status).toBe(401)
  expect((await refresh(refreshToken)).status).toBe(401)
  expect((await signedIn(world, account.username, password)).status).toBe(200)
  expect((await first.delete('/accounts/0198c0de-0000-7000-8000-000000000000/sessions')).status).toBe(404)
})

test('a password that is easily guessed is not taken, whatever it is made of', async () => {
  const { actor } = await admitted(world, first)
  const change = (next: string) => actor.post('/me/password', { current: password, password: next })
  for (const easy of ['passwordpassword', 'Helhedsplan2026!', 'velkommen2026', 'qwertyuiopåå'])
    expect([easy, (await change(easy)).body.errors?.[0].path]).toEqual([easy, 'password'])
  expect((await change('fire små røde heste')).status).toBe(204)
})

test('a long password is taken as it is written, spaces, Danish letters and all', async () => {
  const { account, actor } = await admitted(world, first)
  const long = `  Æblegrød og 71 rødgrøde ${'å'.repeat(60)}  `
  const change = await actor.post('/me/password', { current: password, password: long })
  expect(change.status).toBe(204)
  expect((await signedIn(world, account.username, long)).status).toBe(200)
  for (const other of [long.trim(), long.toLowerCase(), long.slice(0, 72)])
    expect((await signedIn(world, account.username, other)).status).toBe(401)
})
