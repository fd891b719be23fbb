import { beforeEach, describe, expect, test } from 'vitest'
import { connected } from '../architecture/connected.ts'
import { cast, ingeAgrees, nobody, situation } from '../cases/situation.ts'
import { askForAccess, releaseAccess, reviewAll, reviewComplaint } from '../support/access.ts'
import type { Json } from '../support/actors.ts'
import { dayAgo, makeEntry, makeNaboklage } from '../support/builders.ts'
import { hashOf } from '../support/canonical.ts'
import { tenancy } from '../support/households.ts'

const people = await cast()
const { as, drift, anna, database } = people
const dpo = as('dpo')

beforeEach(() => database.setClock('now()'))

const complainedAbout = async () => {
  const there = await situation(people)
  const about = { respondentTenancyId: there.home.id, sharedSummary: 'Støj om natten' }
  const complaint = await makeNaboklage(drift, about)
  await ingeAgrees(people, there)
  await makeEntry(anna, there.id, [there.inge], { text: 'Inge vil gerne have hjælp' })
  return { ...there, complaint }
}

const settle = async (id: string, kind: string, body?: Json, match?: string) => {
  const etag = match ?? (await dpo.get(`/subject-access/${id}`)).etag
  return dpo.post(`/subject-access/${id}/${kind}`, body, { 'if-match': etag })
}

const addMonths = (date: string, months: number) => {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10)
}

describe('a release', () => {
  test('needs every complaint reviewed as it is, and the database holds that', async () => {
    const { inge, complaint, home } = await complainedAbout()
    const { id } = await askForAccess(people, inge)
    expect((await settle(id, 'release')).body.code).toBe('rule_violated')
    await reviewComplaint(drift, id, complaint.id)
    await makeNaboklage(drift, { respondentTenancyId: home.id })
    expect((await settle(id, 'release')).body.code).toBe('rule_violated')
    const token = (await dpo.token()) ?? ''
    const { sid } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    await connected(database.applicationUrl, async (client) => {
      await client.query('begin')
      await client.query(`select enter($1, '{dpo}')`, [sid])
      const freeze = `insert into subject_access_bundles (request_id, content, content_hash, subject_ids)
        values ($1, 'alt', encode(sha256('alt'), 'hex'), '{}')`
      await expect(client.query(freeze, [id])).rejects.toMatchObject({ code: '42501' })
    })
    expect((await dpo.get(`/subject-access/${id}`)).body.state).toBe('received')
    await reviewAll(drift, id)
    expect((await settle(id, 'release')).status).toBe(200)
  })

  test('gives just what was seen, frozen with its hash, whatever is changed since', async () => {
    const { inge, complaint, id: caseId } = await complainedAbout()
    const { id } = await askForAccess(people, inge)
    await reviewComplaint(drift, id, complaint.id, [{ field: 'sharedSummary', cuts: [] }])
    const seen = await dpo.get(`/subject-access/${id}`)
    expect((await dpo.get(`/subject-access/${id}`)).etag).toBe(seen.etag)
    await makeEntry(anna, caseId, [inge], { text: 'Noget nyt' })
    expect((await settle(id, 'release', undefined, seen.etag)).status).toBe(412)
    const { status, body, etag } = await settle(id, 'release')
    expect([status, body.state]).toEqual([200, 'released'])
    expect(body.content.cases[0].entries).toHaveLength(2)
    const { content, redactions, contentHash } = body
    expect(contentHash).toBe(hashOf({ content, redactions }))
    await makeEntry(anna, caseId, [inge], { text: 'Endnu noget' })
    await drift.patch(`/naboklager/${complaint.id}`, { sharedSummary: 'Nyt' }, { 'if-match': '*' })
    await drift.patch(`/residents/${inge}`, { name: 'Inge Nytnavn' }, { 'if-match': '*' })
    const later = await dpo.get(`/subject-access/${id}`)
    expect([later.body, later.etag]).toEqual([body, etag])
    const events = (await dpo.get(`/audit/events?requestId=${later.headers['x-request-id']}`)).body.items
    expect(events[0].subjectIds).toEqual(expect.arrayContaining([id, inge, complaint.id, caseId]))
    expect((await drift.get('/subject-access-reviews')).body.items).not.toContainEqual(
      expect.objectContaining({ requestId: id }),
    )
    const { items } = (await dpo.get(`/subject-access?state=released&limit=200`)).body
    expect(items.map((it: Json) => it.id)).toContain(id)
  })

  test('is done once, and after a refusal never', async () => {
    const { inge } = await complainedAbout()
    const { id } = await releaseAccess(people, drift, inge)
    for (const [kind, body] of [
      ['release', undefined],
      ['refusal', { reason: 'Nej' }],
      ['extension', { reason: 'Nej', dueOn: dayAgo(-40) }],
    ] as const)
      expect((await settle(id, kind, body)).body.code).toBe('invalid_transition')
    const again = await askForAccess(people, inge)
    const refused = await settle(again.id, 'refusal', { reason: 'Der er givet indsigt i går' })
    expect(refused.body).toMatchObject({ state: 'refused', content: null, redactions: [], reviews: [] })
    expect(refused.body.log.at(-1)).toMatchObject({
      ...{ kind: 'refusal', reason: 'Der er givet indsigt i går', by: { name: expect.any(String) } },
    })
    expect((await settle(again.id, 'release')).body.code).toBe('invalid_transition')
  })

  test('that is asked for again with its key is answered again, and so is a review', async () => {
    const { inge, complaint } = await complainedAbout()
    const { id } = await askForAccess(people, inge)
    const twice = async (by: typeof dpo, url: string, seen: string, body: Json) => {
      const headers = { 'if-match': (await by.get(seen)).etag, 'idempotency-key': `key-${url}` }
      const [first, second] = [await by.post(url, body, headers), await by.post(url, body, headers)]
      expect([first.status, second.text]).toEqual([200, first.text])
      expect(second.headers['idempotency-replayed']).toBe('true')
    }
    const url = `/subject-access/${id}/naboklager/${complaint.id}`
    await twice(drift, `${url}/review`, url, { texts: [] })
    await twice(dpo, `/subject-access/${id}/release`, `/subject-access/${id}`, undefined)
    const kinds = (await dpo.get(`/subject-access/${id}`)).body.log.map(({ kind }: Json) => kind)
    expect(kinds).toEqual(['receipt', 'review', 'release'])
  })

  test('of one whose bundle is erased still tells that it was given', async () => {
    const [{ id: resident }] = (await tenancy(drift)).residents
    const { id, contentHash } = await releaseAccess(people, drift, resident)
    await database.admin('delete from subject_access_bundles where request_id = $1', [id])
    const { body } = await dpo.get(`/subject-access/${id}`)
    expect(body).toMatchObject({ state: 'released', content: null, redactions: [], contentHash })
    expect((await dpo.get(`/subject-access/${id}?format=html`)).text).toContain('er slettet igen')
  })
})

describe('the deadline', () => {
  const ask = async (receivedOn: string) => {
    const [{ id }] = (await tenancy(drift)).residents
    return askForAccess(people, id, receivedOn)
  }

  test('is put off once, by two months at most, and that is told within the first', async () => {
    const receivedOn = dayAgo(3)
    const { id, dueOn } = await ask(receivedOn)
    expect(dueOn).toBe(addMonths(receivedOn, 1))
    const latest = addMonths(receivedOn, 3)
    const next = new Date(Date.parse(latest) + 86_400_000).toISOString().slice(0, 10)
    const reason = 'Sagen er stor, og to parter skal læse den'
    for (const wrong of [dueOn, receivedOn, next])
      expect((await settle(id, 'extension', { dueOn: wrong, reason })).body.code).toBe('rule_violated')
    for (const body of [{ dueOn: latest }, { dueOn: 'snart', reason }, { dueOn: latest, reason, note: 'x' }])
      expect((await settle(id, 'extension', body)).status).toBe(400)
    const extended = await settle(id, 'extension', { dueOn: latest, reason })
    expect(extended.body).toMatchObject({ dueOn: latest, state: 'reviewed' })
    expect(extended.body.log.at(-1)).toMatchObject({ kind: 'extension', dueOn: latest, reason })
    expect((await settle(id, 'extension', { dueOn: latest, reason })).body.code).toBe('invalid_transition')
    const late = await ask(dayAgo(40))
    const tooLate = await settle(late.id, 'extension', { dueOn: dayAgo(-5), reason })
    expect(tooLate.body.code).toBe('rule_violated')
  })

  test('orders the list, page by page, also when it has been put off', async () => {
    const first = await ask(dayAgo(24))
    const second = await ask(dayAgo(16))
    const third = await ask(dayAgo(8))
    const dueOn = addMonths(dayAgo(24), 3)
    expect((await settle(first.id, 'extension', { dueOn, reason: 'Stor' })).status).toBe(200)
    const ids: string[] = []
    let url = '/subject-access?state=reviewed&limit=1'
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { body } = await dpo.get(`${url}${cursor}`)
      ids.push(...body.items.map((it: Json) => it.id))
      cursor = body.nextCursor && `&cursor=${body.nextCursor}`
    }
    expect(new Set(ids).size).toBe(ids.length)
    const ours = ids.filter((id) => [first.id, second.id, third.id].includes(id))
    expect(ours).toEqual([second.id, third.id, first.id])
    url = '/subject-access'
    for (const name of ['drift.boligviborg', 'social.anna', 'board', 'admin'] as const) {
      expect((await as(name).get(url)).status).toBe(403)
      expect((await as(name).post(`${url}/${nobody}/release`, {}, { 'if-match': '*' })).status).toBe(403)
    }
    expect((await dpo.get(`${url}?state=glemt`)).status).toBe(400)
    expect((await settle(nobody, 'release', undefined, '*')).status).toBe(404)
    expect((await dpo.post(`${url}/${first.id}/release`)).status).toBe(428)
  })
})
