import { describe, expect, test } from 'vitest'
import { cast, nobody } from '../cases/situation.ts'
import { askForAccess, reviewComplaint } from '../support/access.ts'
import type { Actor, Json } from '../support/actors.ts'
import { dayAgo, makeNaboklage, move } from '../support/builders.ts'
import { created, tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift } = people
const dpo = as('dpo')
const description = 'Æblegrød 🎺 hver nat, siger Vidne Vidnesen i lejligheden under'

/** A household in Ringparken that one neighbour has complained about, and a resident of it who asks for access. */
const asked = async (changes: Json = {}) => {
  const home = await tenancy(drift, { residents: [{ name: 'Inge Hansen' }] })
  const complaint = await makeNaboklage(drift, {
    respondentTenancyId: home.id,
    complainant: { name: 'Klager Klagesen', contact: '+45 11 22 33 44' },
    ...{ description, place: 'Opgang 3', sharedSummary: 'Støj om natten' },
    ...changes,
  })
  const request = await askForAccess(people, home.residents[0].id)
  const url = `/subject-access/${request.id}/naboklager/${complaint.id}`
  return { home, complaint, request, url, resident: home.residents[0].id }
}

const waiting = async (by: Actor, requestId: string, query = '') =>
  (await by.get(`/subject-access-reviews${query}`)).body.items.filter(
    (it: Json) => it.requestId === requestId,
  )

/** Where a piece stands, in characters. */
const cut = (text: string, piece: string, reason = 'may_identify_complainant') => {
  const from = Array.from(text.slice(0, text.indexOf(piece))).length
  return { from, to: from + Array.from(piece).length, reason }
}

const contentOf = async (requestId: string) => (await dpo.get(`/subject-access/${requestId}`)).body

describe('what the landlord’s staff review', () => {
  test('is each complaint about the household, with every text as it is and as it would be given', async () => {
    const { request, complaint, url, resident } = await asked()
    const [listed, ...more] = await waiting(as('drift.ringparken'), request.id, '?state=pending')
    expect(more).toEqual([])
    expect(listed).toMatchObject({
      ...{ id: complaint.id, residentId: resident, reference: complaint.reference },
      ...{ departmentId: 'ringparken', dueOn: request.dueOn, state: 'pending' },
    })
    await move(drift, complaint.id, 'steps', { kind: 'assessment', on: dayAgo(), note: 'Talt med klager' })
    const { body } = await drift.get(url)
    const unseen = { given: null, reasons: ['may_identify_complainant'] }
    expect(body.texts).toEqual([
      { field: 'description', text: description, ...unseen },
      { field: 'place', text: 'Opgang 3', ...unseen },
      { field: 'sharedSummary', text: 'Støj om natten', given: 'Støj om natten', reasons: [] },
      { field: 'steps.1.note', text: 'Talt med klager', ...unseen },
    ])
  })

  test('is for the staff of the department alone, and not for one who is shut out', async () => {
    const { request, url, home } = await asked()
    for (const name of ['social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const)
      for (const path of [url, '/subject-access-reviews']) expect((await as(name).get(path)).status).toBe(403)
    const other = as('drift.sctjoergen')
    expect(await waiting(other, request.id)).toEqual([])
    expect((await other.get(url)).status).toBe(404)
    expect((await other.post(`${url}/review`, { texts: [] }, { 'if-match': '*' })).status).toBe(404)
    const ringparken = as('drift.ringparken')
    expect((await ringparken.get(url)).status).toBe(200)
    const userId = (await ringparken.get('/me')).body.id
    created(await as('admin').post('/conflicts', { userId, tenancyId: home.id, reason: 'Bor der selv' }))
    expect(await waiting(ringparken, request.id)).toEqual([])
    expect((await ringparken.get(url)).status).toBe(404)
    expect((await ringparken.post(`${url}/review`, { texts: [] }, { 'if-match': '*' })).status).toBe(404)
    expect((await drift.get(url)).status).toBe(200)
    expect((await drift.get(`/subject-access/${nobody}/naboklager/${nobody}`)).status).toBe(404)
  })

  test('is given with pieces cut out, each with its reason, and the officer sees no more than that', async () => {
    const { request, complaint, url } = await asked()
    const pieces = ['Vidne Vidnesen', ' i lejligheden under']
    const cuts = [
      cut(description, pieces[1] ?? ''),
      cut(description, pieces[0] ?? '', 'concerns_other_person'),
    ]
    const given = 'Æblegrød 🎺 hver nat, siger [udeladt][udeladt]'
    const reviewed = await reviewComplaint(drift, request.id, complaint.id, [
      { field: 'description', cuts },
      { field: 'place', omitted: 'concerns_other_person' },
    ])
    expect(reviewed).toMatchObject({ state: 'approved', reviewedAt: expect.any(String) })
    expect(reviewed.texts).toMatchObject([
      { field: 'description', given, reasons: ['concerns_other_person', 'may_identify_complainant'] },
      { field: 'place', given: null, reasons: ['concerns_other_person'] },
      { field: 'sharedSummary', given: 'Støj om natten', reasons: [] },
    ])
    expect((await drift.get(url)).body).toEqual(reviewed)
    const { state, content, redactions, reviews } = await contentOf(request.id)
    expect([state, reviews]).toEqual([
      'reviewed',
      [{ naboklageId: complaint.id, departmentId: 'ringparken', state: 'approved' }],
    ])
    expect(content.naboklager).toMatchObject([
      { id: complaint.id, description: given, place: null, sharedSummary: 'Støj om natten' },
    ])
    const reasons = redactions.map(({ field, reason }: Json) => `${field} ${reason}`)
    expect(reasons).toEqual([
      'complainant complainant_withheld',
      'description concerns_other_person',
      'description may_identify_complainant',
      'place concerns_other_person',
    ])
    for (const hidden of [...pieces.map((it) => it.trim()), 'Klagesen', 'Opgang 3', '11 22'])
      expect(JSON.stringify(await contentOf(request.id))).not.toContain(hidden)
  })

  test('is reviewed anew when the complaint has changed, and the newest review counts', async () => {
    const { request, complaint } = await asked()
    const stateOf = async () => (await waiting(drift, request.id))[0]?.state
    const readPlace = async () => (await contentOf(request.id)).content.naboklager[0].place
    const all = [{ field: 'place', cuts: [] }]
    await reviewComplaint(drift, request.id, complaint.id, all)
    await reviewComplaint(drift, request.id, complaint.id)
    expect(await readPlace()).toBeNull()
    await reviewComplaint(drift, request.id, complaint.id, all)
    expect(await readPlace()).toBe('Opgang 3')
    await drift.patch(`/naboklager/${complaint.id}`, { place: 'Hos Hans i nr. 5' }, { 'if-match': '*' })
    expect([await stateOf(), (await contentOf(request.id)).state]).toEqual(['pending', 'received'])
    const { content, redactions } = await contentOf(request.id)
    expect(content.naboklager[0].place).toBeNull()
    expect(redactions).toContainEqual({
      ...{ recordId: complaint.id, field: 'formerVersions', reason: 'may_identify_complainant' },
    })
    await reviewComplaint(drift, request.id, complaint.id)
    expect(await stateOf()).toBe('approved')
    await move(drift, complaint.id, 'steps', { kind: 'assessment', on: dayAgo(), note: 'Hans igen' })
    expect(await stateOf()).toBe('pending')
    const kinds = (await contentOf(request.id)).log.map(({ kind }: Json) => kind)
    expect(kinds).toEqual(['receipt', 'review', 'review', 'review', 'review'])
  })

  test('is refused when it is stale, of other texts, or outside of them', async () => {
    const { complaint, url } = await asked()
    const { etag } = await drift.get(url)
    const decide = (texts: Json, match = etag) =>
      drift.post(`${url}/review`, { texts }, { 'if-match': match })
    const rule = async (texts: Json) => (await decide(texts)).body.code
    const all = (from: number, to: number) => [
      { field: 'description', cuts: [{ from, to, reason: 'may_identify_complainant' }] },
    ]
    expect(await rule([{ field: 'steps.1.note', cuts: [] }])).toBe('rule_violated')
    expect(await rule([...all(0, 1), ...all(0, 1)])).toBe('rule_violated')
    expect(await rule(all(3, 3))).toBe('rule_violated')
    expect(await rule(all(0, 9_999))).toBe('rule_violated')
    const overlapping = [...[0, 2]].map((from) => ({ from, to: from + 3, reason: 'concerns_other_person' }))
    expect(await rule([{ field: 'description', cuts: overlapping }])).toBe('rule_violated')
    for (const texts of [
      [{ field: 'description' }],
      [{ field: 'description', cuts: [], omitted: 'concerns_other_person' }],
      [{ field: 'description', omitted: 'keder_mig' }],
      [{ field: 'description', cuts: [{ from: 'a', to: 2, reason: 'x' }] }],
      'alt',
    ])
      expect((await decide(texts)).status).toBe(400)
    expect((await drift.post(`${url}/review`, { texts: [], note: '010190-1234' })).status).toBe(400)
    expect((await drift.post(`${url}/review`, { texts: [] })).status).toBe(428)
    await drift.patch(`/naboklager/${complaint.id}`, { place: 'Kælderen' }, { 'if-match': '*' })
    expect((await decide([])).status).toBe(412)
    expect((await drift.get(url)).body.state).toBe('pending')
  })
})
