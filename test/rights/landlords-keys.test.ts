import { expect, test } from 'vitest'
import { askForAccess } from '../support/access.ts'
import { testApp } from '../support/app.ts'
import { meant, send } from '../tenancy-imports/support.ts'

test('a resident is told the numbers by which the landlord knows them', async () => {
  const world = await testApp()
  const drift = world.as('drift.boligviborg')
  const file = `Afdeling;Aftalenr.;Beboernr.;Adresse;Bolig;Indflytning;Navn
Ringparken;A-4711;P-0815;Nejvej 1;1. tv;01-03-2024;Mette Å`
  expect((await send(drift, file, meant)).status).toBe(201)
  const [home] = (await drift.get('/tenancies?address=Nejvej')).body.items
  const { id } = await askForAccess(world, home.residents[0].id)
  const { content } = (await world.as('dpo').get(`/subject-access/${id}`)).body
  expect([content.person.externalKey, content.tenancy.externalKey]).toEqual(['P-0815', 'A-4711'])
  const { text } = await world.as('dpo').get(`/subject-access/${id}?format=html`)
  for (const key of ['P-0815', 'A-4711']) expect(text).toContain(key)
})
