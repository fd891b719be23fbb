import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { tenancy } from '../support/households.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')
const social = as('social.anna')

const home = await tenancy(drift, {
  address: 'Kærsangervej 7',
  dwelling: '2. th',
  movedInOn: '2024-02-01',
  residents: [{ name: 'Søren Ærø Aagaard' }, { name: 'Ida Lund' }],
})
const whom = {
  departmentId: 'ringparken',
  address: 'Kærsangervej 7',
  residentName: 'Søren Ærø Aagaard',
  reason: 'economy',
}
const found = { tenancyId: home.id, residentId: home.residents[0].id }
const lookup = (changes: object) => social.post('/tenancies/lookup', { ...whom, ...changes })

test('finds whom one knows, ignoring case and spacing, and says no more than two ids', async () => {
  for (const spelling of [
    {},
    { residentName: '  SØREN  ÆRØ  AAGAARD ', address: 'KÆRSANGER VEJ 7' },
    { residentName: 'Søren Ærø Aagaard'.normalize('NFD') },
    { dwelling: '2.TH' },
    { on: '2024-02-01' },
  ]) {
    const { status, body } = await lookup(spelling)
    expect([status, body]).toEqual([200, found])
  }
})

test('finds nobody by half of it', async () => {
  for (const half of [
    { residentName: 'Søren' },
    { residentName: 'Søren Ærø' },
    { residentName: 'Ida' },
    { address: 'Kærsangervej' },
    { address: 'Kærsangervej 1' },
    { dwelling: '1. tv' },
    { departmentId: 'lindon' },
    { on: '2024-01-31' },
    { residentName: '%', address: '%' },
  ])
    expect((await lookup(half)).body.code).toBe('not_found')
})

test('is for those who are not the landlord, with a theme as their reason', async () => {
  expect((await as('koordinator').post('/tenancies/lookup', whom)).status).toBe(200)
  for (const name of ['drift.boligviborg', 'board', 'dpo', 'admin'] as const)
    expect((await as(name).post('/tenancies/lookup', whom)).status).toBe(403)
  for (const reason of ['curiosity', undefined]) expect((await lookup({ reason })).status).toBe(400)
})

test('leaves an event of what was found, and of what was not', async () => {
  const { headers } = await lookup({})
  const missed = await lookup({ residentName: 'Nobody' })
  const events = await database.admin(
    'select decision, subject_ids from audit_events where request_id = any ($1) order by id',
    [[headers['x-request-id'], missed.headers['x-request-id']]],
  )
  expect(events[0]).toEqual({
    decision: 'allowed',
    subject_ids: expect.arrayContaining(Object.values(found)),
  })
  expect(events[1]).toEqual({ decision: 'denied', subject_ids: [] })
})

test('goes by the database’s day', async () => {
  await database.setClock(`timestamptz '2024-01-31T22:59:59Z'`)
  expect((await lookup({})).status).not.toBe(200)
  await database.setClock(`timestamptz '2024-01-31T23:00:01Z'`)
  const { status } = await lookup({})
  await database.setClock('now()')
  expect(status).toBe(200)
})
