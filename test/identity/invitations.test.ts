import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { created } from '../support/households.ts'
import { secret, smtp } from '../support/smtp.ts'
import { newAccount, password, signedIn } from './people.ts'

const settings = (port: number) => ({
  MAIL_URL: `smtp://bogodt:${secret}@127.0.0.1:${port}`,
  PUBLIC_URL: 'https://bogodt.example.dk',
})

/** Quoted-printable, as mails with Danish letters are. */
const plain = (mail: string) => mail.replace(/=\r\n/g, '').replace(/=3D/g, '=')

test('an invitation goes to its user alone where there is mail, and opens the account', async () => {
  const { mails, port } = await smtp()
  const world = await testApp({ config: settings(port) })
  const admin = world.as('admin')
  const account = created(await admin.post('/accounts', newAccount()))
  const key = { 'idempotency-key': 'inviter-en-gang' }
  const invited = created(await admin.post(`/accounts/${account.id}/invitation`, undefined, key))
  expect(invited).toMatchObject({ token: null, mailedTo: 'soeren@example.dk' })
  expect(created(await admin.post(`/accounts/${account.id}/invitation`, undefined, key))).toEqual(invited)
  expect(mails.map(({ to }) => to)).toEqual([['soeren@example.dk']])
  const text = plain(mails[0]?.text ?? '')
  expect(text).toContain('https://bogodt.example.dk')
  expect(text).not.toContain('Søren')
  const [token] = /^[\w-]{40,}\r?$/m.exec(text) ?? []
  const opened = await world.anyone.post('/auth/activation', { token: token?.trim(), password })
  expect(opened.status).toBe(204)
  expect((await signedIn(world, account.username, password)).status).toBe(200)
  expect(world.lines.join('')).not.toContain(token?.trim())
})

test('one without an address is handed the token by the administrator', async () => {
  const { mails, port } = await smtp()
  const world = await testApp({ config: settings(port) })
  const admin = world.as('admin')
  const account = created(await admin.post('/accounts', newAccount({ email: null })))
  const invited = created(await admin.post(`/accounts/${account.id}/invitation`))
  expect(invited).toMatchObject({ token: expect.any(String), mailedTo: null })
  expect(mails).toEqual([])
})

test('a mail server that is away is told of, and the invitation can be sent again', async () => {
  const down = { refuses: true }
  const { mails, port } = await smtp({ refuses: () => down.refuses })
  const world = await testApp({ config: settings(port) })
  const admin = world.as('admin')
  const account = created(await admin.post('/accounts', newAccount()))
  expect((await admin.post(`/accounts/${account.id}/invitation`)).body.code).toBe('unavailable')
  down.refuses = false
  expect((await admin.post(`/accounts/${account.id}/invitation`)).status).toBe(201)
  expect(mails).toHaveLength(1)
})
