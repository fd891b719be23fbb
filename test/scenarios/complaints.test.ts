import { expect, test } from 'vitest'
import { cast, ingeAgrees, situation } from '../cases/situation.ts'
import { publishedNow, publisher } from '../statistics/publishing.ts'
import type { Json } from '../support/actors.ts'
import { makeNaboklage } from '../support/builders.ts'
import { newTenancy, tenancy } from '../support/households.ts'

/** The scenarios of the field's expert (domain.md), 1, 2, 8, 10 and 11: complaints, homes and those who live there. */
const people = await cast()
const { as, drift, anna, koordinator, database } = people
const dpo = as('dpo')
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format()

test('1. drift logs an oral complaint: a draft until written; the helper is recorded', async () => {
  const draft = await makeNaboklage(drift, { channel: 'oral', description: 'Sagt ved lugen' })
  expect(draft).toMatchObject({ status: 'draft', receivedAt: null })
  const url = `/naboklager/${draft.id}`
  const assessment = { kind: 'assessment', on: today }
  const { etag } = await drift.get(url)
  expect((await drift.post(`${url}/steps`, assessment, { 'if-match': etag })).status).toBe(409)
  const written = await drift.post(
    `${url}/writing-down`,
    { description: 'Musik efter midnat', writtenWithHelpFrom: 'Ejendomskontoret' },
    { 'if-match': etag },
  )
  expect(written.status).toBe(200)
  expect(written.body).toMatchObject({
    status: 'received',
    description: 'Musik efter midnat',
    writtenWithHelpFrom: 'Ejendomskontoret',
    receivedAt: expect.any(String),
  })
  expect((await drift.post(`${url}/steps`, assessment, { 'if-match': written.etag })).body.status).toBe(
    'assessed',
  )
})

test('2. the respondent asks for access to their data: own content yes; complainant and witnesses redacted, with the reason', async () => {
  const there = await situation(people)
  const complaint = await makeNaboklage(drift, {
    respondentTenancyId: there.home.id,
    complainant: { name: 'Klager Klagesen' },
    description: 'Vidnet Vidne Vidnesen hørte det også',
    sharedSummary: 'Støj om natten',
  })
  const { body, text } = await dpo.post(`/residents/${there.inge}/subject-access`, { receivedOn: today })
  expect(body.content.person.name).toBe('Inge Hansen')
  expect(body.content.naboklager).toMatchObject([{ id: complaint.id, sharedSummary: 'Støj om natten' }])
  for (const hidden of ['Klagesen', 'Vidnesen']) expect(text).not.toContain(hidden)
  const reasons = body.redactions.filter((r: Json) => r.recordId === complaint.id).map((r: Json) => r.reason)
  expect(reasons).toEqual(expect.arrayContaining(['complainant_withheld', 'may_identify_complainant']))
})

test('8. a protected address is masked in lists, search, exports, reports and error texts', {
  timeout: 60_000,
}, async () => {
  const secret = ['Skjulestien', 'bagerst']
  const home = await tenancy(drift, {
    address: 'Skjulestien 99',
    dwelling: 'bagerst',
    residents: [{ name: 'Inge Hansen', protectedAddress: true }],
  })
  const [{ id: inge }] = home.residents
  const there = { ...(await situation(people, { tenancyId: home.id, residentIds: [inge] })), inge }
  await ingeAgrees(people, there)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: home.id, place: 'Skjulestien 99' })
  await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })
  const lookup = { departmentId: 'ringparken', residentName: 'Inge Hansen', reason: 'loneliness' }
  for (const by of [anna, koordinator]) {
    const answers = [
      ...(await Promise.all(
        ['/cases?limit=200', there.url, `${there.url}/entries`, `${there.url}/consents`].map((url) =>
          by.get(url),
        ),
      )),
      await by.post('/tenancies/lookup', { ...lookup, address: 'Skjulestien 99' }),
      await by.post('/tenancies/lookup', { ...lookup, address: 'Skjulestien 98' }),
      await by.get(`/tenancies/${home.id}`),
      await by.get(`/tenancies?address=Skjulestien`),
      await by.patch(there.url, { theme: 'Skjulestien 99' }, { 'if-match': '*' }),
    ]
    for (const { text } of answers) for (const hidden of secret) expect(text).not.toContain(hidden)
  }
  const trail = await dpo.get(`/audit/events?subjectId=${home.id}&limit=200`)
  const counts = await publishedNow(people, publisher(database))
  expect(counts.status).toBe(200)
  const log = await dpo.get(`/residents/${inge}/access-log?audience=officer`)
  for (const { text } of [trail, counts, log]) for (const hidden of secret) expect(text).not.toContain(hidden)
})

test('10. wrong department: the transfer keeps the original in the trail, and statistics count the complaint once', async () => {
  const home = await tenancy(drift, { departmentId: 'vestervang' })
  const filed = await makeNaboklage(drift, { departmentId: 'ringparken' })
  const url = `/naboklager/${filed.id}`
  const { etag } = await drift.get(url)
  const moved = await drift.post(
    `${url}/transfer`,
    { departmentId: 'vestervang', reason: 'Det skete i Vestervang' },
    { 'if-match': etag },
  )
  expect([moved.status, moved.body.departmentId]).toEqual([200, 'vestervang'])
  const respondent = await drift.patch(
    url,
    { respondentTenancyId: home.id },
    { 'if-match': (await drift.get(url)).etag },
  )
  expect(respondent.status).toBe(200)
  const history = await drift.get(`${url}/history`)
  expect(history.text).toContain('"ringparken"')
  const trail = await dpo.get(`/audit/events?subjectId=${filed.id}&limit=200`)
  expect(trail.body.items.map((e: Json) => e.action)).toEqual(
    expect.arrayContaining(['naboklage.create', 'naboklage.transfer']),
  )
  const counted = await database.admin<{ n: number }>(
    'select count(*)::int as n from naboklager where id = $1',
    [filed.id],
  )
  expect(counted).toEqual([{ n: 1 }])
  for (const [name, status] of [
    ['drift.ringparken', 200],
    ['drift.sctjoergen', 404],
  ] as const)
    expect((await as(name).get(url)).status).toBe(status)
})

test('11. the tenant moves: the history follows neither the dwelling to its new household nor the person to a new landlord', async () => {
  const old = newTenancy({
    address: 'Flyttevej 1',
    residents: [{ name: 'Inge Hansen' }, { name: 'Per Hansen' }],
  })
  const home = (await drift.post('/tenancies', old)).body
  const [inge, per] = home.residents.map((resident: Json) => resident.id)
  const there = { ...(await situation(people, { tenancyId: home.id, residentIds: [inge, per] })), inge, per }
  await ingeAgrees(people, there)
  const complaint = await makeNaboklage(drift, { respondentTenancyId: home.id })
  await drift.post(`${there.url}/naboklager`, { naboklageId: complaint.id })
  const { etag } = await drift.get(`/tenancies/${home.id}`)
  await drift.patch(`/tenancies/${home.id}`, { movedOutOn: '2026-11-01' }, { 'if-match': etag })

  const next = (
    await drift.post('/tenancies', { ...old, movedInOn: '2026-11-02', residents: [{ name: 'Ny Lejer' }] })
  ).body
  const ofNext = await drift.get(`/naboklager?respondentTenancyId=${next.id}`)
  expect(ofNext.body.items).toEqual([])
  const lookup = { departmentId: 'ringparken', address: 'Flyttevej 1', reason: 'other' }
  const found = await anna.post('/tenancies/lookup', { ...lookup, residentName: 'Ny Lejer' })
  expect(found.body).toEqual({ tenancyId: next.id, residentId: next.residents[0].id })
  expect((await anna.post('/tenancies/lookup', { ...lookup, residentName: 'Inge Hansen' })).status).toBe(404)

  const sctjoergen = as('drift.sctjoergen')
  const anew = await tenancy(sctjoergen, { departmentId: 'karup', residents: [{ name: 'Inge Hansen' }] })
  expect((await sctjoergen.get(`/naboklager?respondentTenancyId=${anew.id}`)).body.items).toEqual([])
  for (const url of [there.url, `/naboklager/${complaint.id}`, `/residents/${inge}`, `/tenancies/${home.id}`])
    expect((await sctjoergen.get(url)).status).toBe(404)
  expect((await sctjoergen.get('/cases')).text).not.toContain(there.id)
})
