import { describe, expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { newTenancy, tenancy } from '../support/households.ts'

const { as, database } = await testApp()
const drift = as('drift.boligviborg')
const ringparken = as('drift.ringparken')

const eventsOf = (action: string) =>
  database.admin<{ decision: string; subject_ids: string[] }>(
    'select decision, subject_ids from audit_events where action = $1 order by id desc',
    [action],
  )

describe('places', () => {
  test('the departments stand in the order of the delaftale, each with its landlord', async () => {
    const { status, body } = await as('board').get('/departments')
    expect(status).toBe(200)
    expect(body.items).toHaveLength(16)
    expect(body.items[0]).toEqual({ id: 'ringparken', name: 'Ringparken', organisationId: 'boligviborg' })
    expect(body.items[11].organisationId).toBe('sct-joergen')
  })

  test('the organisations have their names', async () => {
    const { body } = await as('admin').get('/organisations')
    expect(body.items.map((item: { id: string }) => item.id).sort()).toEqual([
      'boligviborg',
      'helhedsplanen',
      'sct-joergen',
      'viborg-kommune',
    ])
  })
})

describe('a tenancy', () => {
  test('is created with its household, in the order given, and read again by its Location', async () => {
    const names = ['Åse Ø', 'Bo B', 'Carl C', 'Dora D', 'Erik E']
    const body = newTenancy({ residents: names.map((name) => ({ name })) })
    const answer = await drift.post('/tenancies', body)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ departmentId: 'ringparken', dwelling: '1. tv', movedOutOn: null })
    expect(answer.body.residents.map((resident: { name: string }) => resident.name)).toEqual(names)
    expect(answer.body.residents[0]).toMatchObject({ birthYear: null, phone: null, protectedAddress: false })
    const again = await drift.get(String(answer.headers.location).replace('/api/v1', ''))
    expect(again.body).toEqual(answer.body)
    expect(again.etag).toBe(answer.etag)
  })

  test('carries its residents with the entity tag that each has alone', async () => {
    const { residents } = await tenancy(drift, {
      residents: [{ name: 'A', phone: '+45 2030 4050' }, { name: 'B' }],
    })
    for (const { etag, ...resident } of residents) {
      const alone = await drift.get(`/residents/${resident.id}`)
      expect(alone.body).toEqual(resident)
      expect(alone.etag).toBe(etag)
    }
  })

  test('leaves events that name it and every resident', async () => {
    const made = await tenancy(drift, { residents: [{ name: 'A' }, { name: 'B' }] })
    const ids = [made.id, ...made.residents.map((resident: { id: string }) => resident.id)].sort()
    const [creation] = await eventsOf('tenancy.create')
    expect(creation?.subject_ids.sort()).toEqual(ids)
    await drift.get(`/tenancies/${made.id}`)
    const [look] = await eventsOf('tenancy.read')
    expect(look?.subject_ids.sort()).toEqual(ids)
  })

  test('of a department that is not the caller’s is not found, and no more is said', async () => {
    const karup = await tenancy(as('drift.sctjoergen'), { departmentId: 'karup' })
    const lindon = await tenancy(drift, { departmentId: 'lindon' })
    const [resident] = lindon.residents
    const refusals = [
      await drift.get(`/tenancies/${karup.id}`),
      await ringparken.get(`/tenancies/${lindon.id}`),
      await ringparken.get(`/residents/${resident.id}`),
      await ringparken.post(`/tenancies/${lindon.id}/residents`, { name: 'C' }),
      await ringparken.patch(`/residents/${resident.id}`, { name: 'C' }, { 'if-match': resident.etag }),
      await ringparken.patch(
        `/tenancies/${lindon.id}`,
        { dwelling: '2. th' },
        { 'if-match': lindon.etag ?? '*' },
      ),
      await drift.post('/tenancies', newTenancy({ departmentId: 'karup' })),
      await drift.post('/tenancies', newTenancy({ departmentId: 'nowhere' })),
    ]
    for (const { status, body } of refusals) expect([status, body.code]).toEqual([404, 'not_found'])
    expect((await drift.get(`/tenancies/${lindon.id}`)).body.residents).toHaveLength(1)
  })

  test('is for the landlord’s staff alone', async () => {
    const { id } = await tenancy(drift)
    for (const name of ['social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const)
      expect((await as(name).get(`/tenancies/${id}`)).body.code).toBe('forbidden')
  })
})

describe('two tenancies of one dwelling', () => {
  const dwelling = { address: 'Vestervang 1', departmentId: 'vestervang' }
  const spelt = { address: ' VESTERVANG  1 ', departmentId: 'vestervang', dwelling: '1.TV' }

  test('never overlap, however the address is spelt', async () => {
    await tenancy(drift, { ...dwelling, movedInOn: '2020-01-01', movedOutOn: '2022-01-01' })
    const overlapping = await drift.post('/tenancies', newTenancy({ ...spelt, movedInOn: '2021-12-31' }))
    expect([overlapping.status, overlapping.body.code]).toEqual([409, 'conflict'])
    const next = await drift.post('/tenancies', newTenancy({ ...spelt, movedInOn: '2022-01-01' }))
    expect(next.status).toBe(201)
  })

  test('nor do they when one of two at once is let in', async () => {
    const body = newTenancy()
    const answers = await Promise.all(Array.from({ length: 8 }, () => drift.post('/tenancies', body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)])
  })

  test('and one does not end before it begins', async () => {
    const answer = await drift.post('/tenancies', newTenancy({ movedOutOn: '2019-12-31' }))
    expect([answer.status, answer.body.code]).toEqual([422, 'rule_violated'])
    expect(answer.body.detail).toBe('Fraflytning kan ikke ligge før indflytning.')
  })
})

describe('a change', () => {
  test('keeps what is left out, and clears with null', async () => {
    const made = await drift.post('/tenancies', newTenancy({ movedOutOn: '2024-01-01' }))
    const url = `/tenancies/${made.body.id}`
    const moved = await drift.patch(url, { dwelling: '2. th' }, { 'if-match': made.etag })
    expect(moved.body).toMatchObject({ dwelling: '2. th', movedOutOn: '2024-01-01' })
    const cleared = await drift.patch(url, { movedOutOn: null }, { 'if-match': moved.etag })
    expect(cleared.body).toMatchObject({ dwelling: '2. th', movedOutOn: null })
    expect((await drift.get(url)).etag).toBe(cleared.etag)
  })

  test('of a resident moves the entity tag of the tenancy too', async () => {
    const made = await drift.post('/tenancies', newTenancy())
    const [resident] = made.body.residents
    const url = `/residents/${resident.id}`
    const changed = await drift.patch(url, { phone: '+45 86 10 10 10' }, { 'if-match': resident.etag })
    expect(changed.body).toEqual({
      ...changed.body,
      phone: '+45 86 10 10 10',
      name: 'Karen Holm',
      birthYear: 1960,
    })
    const after = await drift.get(`/tenancies/${made.body.id}`)
    expect(after.etag).not.toBe(made.etag)
    expect(after.body.residents[0].etag).toBe(changed.etag)
    const stale = await drift.patch(
      `/tenancies/${made.body.id}`,
      { dwelling: 'x' },
      { 'if-match': made.etag },
    )
    expect(stale.status).toBe(412)
  })

  test('adds a resident, whose Location answers', async () => {
    const made = await drift.post('/tenancies', newTenancy())
    const added = await drift.post(`/tenancies/${made.body.id}/residents`, {
      name: 'Ny Beboer',
      birthYear: 2001,
    })
    expect(added.status).toBe(201)
    const location = String(added.headers.location).replace('/api/v1', '')
    const alone = await drift.get(location)
    expect(alone.body).toEqual(added.body)
    expect(alone.etag).toBe(added.etag)
    const after = await drift.get(`/tenancies/${made.body.id}`)
    expect(after.body.residents).toHaveLength(2)
    expect(after.etag).not.toBe(made.etag)
  })

  test('takes no birth year outside 1900 to now, and a household of somebody', async () => {
    const year = new Date().getFullYear()
    for (const birthYear of [1899, year + 1, 1980.5, '1980'])
      expect(
        (await drift.post('/tenancies', newTenancy({ residents: [{ name: 'A', birthYear }] }))).status,
      ).toBe(400)
    expect((await drift.post('/tenancies', newTenancy({ residents: [] }))).status).toBe(400)
    const fine = newTenancy({ residents: [{ name: 'A', birthYear: year }] })
    expect((await drift.post('/tenancies', fine)).status).toBe(201)
  })
})

describe('the list', () => {
  test('finds part of an address in the own departments, whatever its case and spacing', async () => {
    const address = 'Ærøskøbing Allé 12'
    const found = await tenancy(drift, { address })
    await tenancy(drift, { address, departmentId: 'lindon' })
    await tenancy(as('drift.sctjoergen'), { address, departmentId: 'karup' })
    const query = `address=${encodeURIComponent('ÆRØSKØBING  al')}`
    const all = await drift.get(`/tenancies?${query}`)
    expect(all.body.items).toHaveLength(2)
    const own = await ringparken.get(`/tenancies?${query}`)
    expect(own.body.items.map((item: { id: string }) => item.id)).toEqual([found.id])
    const { etag, ...item } = own.body.items[0]
    expect(item).toEqual(found)
    expect((await drift.get(`/tenancies/${found.id}`)).etag).toBe(etag)
    const lindon = await drift.get(`/tenancies?${query}&departmentId=lindon`)
    expect(lindon.body.items).toHaveLength(1)
    expect((await ringparken.get(`/tenancies?${query}&departmentId=lindon`)).body.items).toEqual([])
  })

  test('takes wildcards for what they are', async () => {
    expect((await drift.get('/tenancies?address=%25')).body.items).toEqual([])
    expect((await drift.get('/tenancies?address=_')).body.items).toEqual([])
  })
})
