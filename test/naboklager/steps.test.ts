import { describe, expect, test } from 'vitest'
import type { Answer, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { makeNaboklage, move } from '../support/builders.ts'

const { as, database } = await testApp()
const drift = as('drift.ringparken')
const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Copenhagen' }).format(new Date())
const occurredAt = '2026-01-05T22:00:00Z'

const filed = async (changes: Json = {}) => (await makeNaboklage(drift, { occurredAt, ...changes })).id
const step = (id: string, kind: string, more: Json = {}) =>
  move(drift, id, 'steps', { kind, on: today, ...more })
const closed = async () => {
  const id = await filed()
  await step(id, 'closure', { outcome: 'resolved' })
  return id
}
const said = ({ status, body }: Answer) => [status, body.code ?? body.status]

describe('the ladder', () => {
  test('is climbed step by step, and each step stays', async () => {
    const id = await filed()
    const climb = [
      ['assessment', 'assessed'],
      ['request', 'in_dialogue'],
      ['landlord_reminder', 'reminded'],
      ['request', 'reminded'],
      ['complaints_board', 'at_complaints_board'],
      ['board_warning', 'at_complaints_board'],
      ['conditional_tenancy', 'at_complaints_board'],
    ] as const
    for (const [kind, status] of climb) expect(said(await step(id, kind))).toEqual([200, status])
    const last = await step(id, 'closure', { outcome: 'moved_out', note: 'Lejemålet er opsagt' })
    expect(said(last)).toEqual([200, 'closed'])
    const { body, etag } = await drift.get(`/naboklager/${id}`)
    expect(body.steps.map((s: Json) => s.kind)).toEqual([...climb.map(([kind]) => kind), 'closure'])
    const me = (await drift.get('/me')).body.id
    expect(body.steps.at(-1)).toEqual({
      kind: 'closure',
      on: today,
      note: 'Lejemålet er opsagt',
      outcome: 'moved_out',
      overrideReason: null,
      recordedAt: expect.any(String),
      recordedBy: me,
    })
    expect(last.etag).toBe(etag)
    const listed = (await drift.get('/naboklager?status=closed&limit=1')).body.items[0]
    expect(listed).toEqual({ ...body, etag })
  })

  test('is left out of only with a reason, which is kept', async () => {
    const id = await filed()
    expect(said(await step(id, 'complaints_board'))).toEqual([422, 'rule_violated'])
    expect(said(await step(id, 'request', { overrideReason: null }))).toEqual([422, 'rule_violated'])
    const skipped = await step(id, 'complaints_board', { overrideReason: 'Trusler med kniv' })
    expect(said(skipped)).toEqual([200, 'at_complaints_board'])
    expect(skipped.body.steps).toMatchObject([{ overrideReason: 'Trusler med kniv' }])
    expect(said(await step(id, 'board_warning'))).toEqual([200, 'at_complaints_board'])
    expect(said(await step(id, 'landlord_reminder'))).toEqual([422, 'rule_violated'])
  })

  test('ends with a closure and its outcome, and is entered again by a reopening', async () => {
    const id = await filed()
    await step(id, 'assessment')
    const outcomes = [await step(id, 'closure'), await step(id, 'request', { outcome: 'resolved' })]
    for (const { status, body } of outcomes) expect([status, body.errors[0].path]).toEqual([400, 'outcome'])
    expect(said(await move(drift, id, 'reopening', { reason: 'Fejl' }))).toEqual([409, 'invalid_transition'])
    await step(id, 'closure', { outcome: 'no_basis' })
    expect(said(await step(id, 'request'))).toEqual([409, 'invalid_transition'])
    expect(said(await step(id, 'closure', { outcome: 'resolved' }))).toEqual([409, 'invalid_transition'])
    const patched = await drift.patch(`/naboklager/${id}`, { place: 'x' }, { 'if-match': '*' })
    expect(said(patched)).toEqual([409, 'invalid_transition'])
    const elsewhere = await move(drift, id, 'transfer', { departmentId: 'vestervang', reason: 'x' })
    expect(said(elsewhere)).toEqual([409, 'invalid_transition'])
    const reopened = await move(drift, id, 'reopening', { reason: 'Støjen er begyndt igen' })
    expect(said(reopened)).toEqual([200, 'assessed'])
    expect(reopened.body.steps).toHaveLength(2)
    expect(said(await step(id, 'request'))).toEqual([200, 'in_dialogue'])
  })

  test('is not for a draft until it is written down', async () => {
    const id = await filed({ channel: 'oral' })
    expect(said(await step(id, 'assessment'))).toEqual([409, 'invalid_transition'])
    const written = {
      description: 'Høj musik, som hun fortalte det',
      writtenWithHelpFrom: 'Ejendomskontoret',
    }
    const done = await move(drift, id, 'writing-down', written)
    expect(done.body).toMatchObject({ ...written, status: 'received', channel: 'oral' })
    expect(Date.now() - Date.parse(done.body.receivedAt)).toBeLessThan(60_000)
    expect(said(await move(drift, id, 'writing-down', written))).toEqual([409, 'invalid_transition'])
    expect(said(await step(id, 'assessment'))).toEqual([200, 'assessed'])
  })

  test('is climbed neither in the future nor before what happened, by the Danish day', async () => {
    const id = await filed({ occurredAt: '2026-01-05T23:30:00Z' })
    const on = (day: string) => step(id, 'assessment', { on: day })
    expect(said(await on('2026-01-05'))).toEqual([422, 'rule_violated'])
    expect(said(await on('2026-01-06'))).toEqual([200, 'assessed'])
    await database.setClock(`now() - interval '1 day'`)
    expect(said(await on(today))).toEqual([422, 'rule_violated'])
    await database.setClock('now()')
    expect(said(await on(today))).toEqual([200, 'assessed'])
  })
})

describe('a move', () => {
  const moves = [
    ['steps', { kind: 'assessment', on: today }],
    ['writing-down', { description: 'x' }],
    ['reopening', { reason: 'x' }],
    ['transfer', { departmentId: 'vestervang', reason: 'x' }],
  ] as const

  test.each(moves)('%s is for staff of the department, who have seen it as it is', async (kind, body) => {
    const id =
      kind === 'reopening' ? await closed() : await filed(kind === 'writing-down' ? { channel: 'oral' } : {})
    const url = `/naboklager/${id}/${kind}`
    const any = { 'if-match': '*' }
    expect((await as('drift.sctjoergen').post(url, body, any)).status).toBe(404)
    for (const other of ['social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const)
      expect([other, (await as(other).post(url, body, any)).status]).toEqual([other, 403])
    expect((await drift.post(url, body)).status).toBe(428)
    expect((await drift.post(url, body, { 'if-match': '"old"' })).status).toBe(412)
    expect((await drift.post(url, { ...body, more: 1 }, any)).status).toBe(400)
    for (const field of Object.keys(body)) {
      expect((await drift.post(url, { ...body, [field]: 1 }, any)).status).toBe(400)
      expect((await drift.post(url, { ...body, [field]: undefined }, any)).status).toBe(400)
    }
    const { status, headers } = await drift.post(url, body, any)
    expect(status).toBe(200)
    const { items } = (await as('dpo').get(`/audit/events?requestId=${headers['x-request-id']}`)).body
    expect(items).toMatchObject([{ decision: 'allowed', purpose: 'complaint_handling', subjectIds: [id] }])
  })

  test('keeps no personal number in any text of it', async () => {
    const id = await filed()
    const number = '010190-1234'
    const texts: [string, Json][] = [
      ['steps', { kind: 'request', on: today, note: number, overrideReason: 'x' }],
      ['steps', { kind: 'request', on: today, overrideReason: number }],
      ['writing-down', { description: number }],
      ['writing-down', { description: 'x', writtenWithHelpFrom: number }],
      ['reopening', { reason: number }],
      ['transfer', { departmentId: 'vestervang', reason: number }],
    ]
    for (const [kind, body] of texts)
      expect((await move(drift, id, kind, body)).body.code).toBe('personal_number')
  })

  test('by twenty at once is a move of one', async () => {
    const id = await filed()
    const { etag } = await drift.get(`/naboklager/${id}`)
    const all = await Promise.all(
      Array.from({ length: 20 }, () =>
        drift.post(`/naboklager/${id}/steps`, { kind: 'assessment', on: today }, { 'if-match': etag }),
      ),
    )
    const count = (status: number) => all.filter((answer) => answer.status === status).length
    expect([count(200), count(412)]).toEqual([1, 19])
    expect((await drift.get(`/naboklager/${id}`)).body.steps).toHaveLength(1)
  })
})
