import { describe, expect, test } from 'vitest'
import type { Actor, Answer, Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'
import { hashOf } from './hash.ts'

const { as, database } = await testApp()
const koordinator = as('koordinator')
const board = as('board')

const get = (year: number) => board.get(`/evaluations/${year}`)
const move = (by: Actor, year: number, kind: string, etag = '*') =>
  by.post(`/evaluations/${year}/${kind}`, {}, { 'if-match': etag })
const comment = (year: number, text: string) =>
  koordinator.put(`/evaluations/${year}/comments/oeget-tilfredshed`, { text })
const observe = (year: number, value: string) =>
  koordinator.put(`/indicators/andel-fraflytninger/observations/${year}`, {
    ...{ departmentId: 'karup', value, status: 'final', source: 'Sct. Jørgen' },
  })
const refusal = ({ status, body }: Answer) => [status, body.code]
const stateOf = async (year: number): Promise<string> => (await get(year)).body.state

describe('an evaluation that is laid before the board', () => {
  test('is the one that the coordinator has seen', async () => {
    const { etag } = await koordinator.get('/evaluations/2025')
    await comment(2025, 'Flere er tilfredse')
    expect(refusal(await koordinator.post('/evaluations/2025/presentation', {}))).toEqual([
      ...[428, 'precondition_required'],
    ])
    expect(refusal(await move(koordinator, 2025, 'presentation', etag))).toEqual([412, 'precondition_failed'])
    const now = await koordinator.get('/evaluations/2025')
    const presented = await move(koordinator, 2025, 'presentation', now.etag)
    expect([presented.status, presented.body.state]).toEqual([200, 'presented'])
    const { presentation, contentHash } = presented.body
    expect(presentation).toEqual({
      ...{ at: expect.any(String), contentHash, by: (await koordinator.get('/me')).body.id },
    })
    expect(contentHash).toBe(now.body.contentHash)
    expect(presented.etag).not.toBe(now.etag)
    const seen = await get(2025)
    expect([seen.body, seen.etag]).toEqual([presented.body, presented.etag])
    expect(refusal(await move(koordinator, 2025, 'presentation'))).toEqual([409, 'invalid_transition'])
  })

  test('is a draft again when what it says has changed, and presented when it says the same again', async () => {
    await move(koordinator, 2025, 'presentation')
    await comment(2025, 'Færre er tilfredse')
    expect(await stateOf(2025)).toBe('draft')
    expect((await get(2025)).body.presentation).not.toBeNull()
    expect(refusal(await move(board, 2025, 'approval'))).toEqual([409, 'invalid_transition'])
    await comment(2025, 'Flere er tilfredse')
    expect(await stateOf(2025)).toBe('presented')
    await observe(2025, '7.5')
    expect(await stateOf(2025)).toBe('draft')
    await move(koordinator, 2025, 'presentation')
    await koordinator.post('/agreement/revisions', { decidedOn: '2026-01-05', text: 'Flere timer' })
    expect(await stateOf(2025)).toBe('draft')
  })

  test('by the coordinator alone, and approved by the board alone', async () => {
    const others = ['board', 'dpo', 'drift.ringparken', 'social.bo', 'admin'] as const
    for (const name of others)
      expect(refusal(await move(as(name), 2025, 'presentation'))).toEqual([403, 'forbidden'])
    await move(koordinator, 2025, 'presentation')
    for (const name of ['koordinator', 'dpo', 'drift.ringparken', 'social.bo', 'admin'] as const)
      expect(refusal(await move(as(name), 2025, 'approval'))).toEqual([403, 'forbidden'])
    expect(await stateOf(2025)).toBe('presented')
  })
})

describe('an approved evaluation', () => {
  test('is what was presented, and nothing changes it', async () => {
    await comment(2026, 'Et godt år')
    expect(refusal(await move(board, 2026, 'approval'))).toEqual([409, 'invalid_transition'])
    const { etag: stale } = await get(2026)
    const presented = await move(koordinator, 2026, 'presentation')
    expect(refusal(await move(board, 2026, 'approval', stale))).toEqual([412, 'precondition_failed'])
    const approved = await move(board, 2026, 'approval', presented.etag)
    expect([approved.status, approved.body]).toEqual([
      200,
      {
        ...presented.body,
        state: 'approved',
        approval: {
          ...{ at: expect.any(String), by: (await board.get('/me')).body.id },
          contentHash: presented.body.contentHash,
        },
      },
    ])
    await observe(2026, '7.25')
    await koordinator.post('/agreement/revisions', { decidedOn: '2026-02-05', text: 'Færre timer' })
    const later = await get(2026)
    expect([later.body, later.etag, later.text]).toEqual([approved.body, approved.etag, approved.text])
    expect(later.body.contentHash).toBe(hashOf(later.body))
    for (const refused of [
      await comment(2026, 'Et andet år'),
      await comment(2026, 'Et godt år'),
      await move(koordinator, 2026, 'presentation', later.etag),
      await move(board, 2026, 'approval', later.etag),
    ])
      expect(refusal(refused)).toEqual([409, 'invalid_transition'])
    expect((await get(2026)).text).toBe(later.text)
  })

  test('is kept as it was by the database itself', async () => {
    for (const statement of [
      `update evaluation_moves set content = ''`,
      'delete from evaluation_moves',
      `update evaluation_comments set text = ''`,
      'delete from evaluation_comments',
    ])
      await expect(database.admin(statement)).rejects.toThrow(/kept/)
    const forged = `insert into evaluation_moves (id, year, kind, content, content_hash, recorded_by)
      select uuidv7(), 2027, kind, content || ' ', content_hash, recorded_by from evaluation_moves limit 1`
    await expect(database.admin(forged)).rejects.toThrow(/evaluation_moves_hash_of_content/)
    const [kept] = await database.admin<{ content: string }>(
      `select content from evaluation_moves where kind = 'approval'`,
    )
    const { year, agreement, goals, counts, withheld }: Json = (await get(2026)).body
    expect(JSON.parse(kept?.content ?? '')).toEqual({ year, agreement, goals, counts, withheld })
  })
})

describe('when several act at once', () => {
  const year = 2025
  const all = async (...requests: Promise<Answer>[]) => (await Promise.all(requests)).map((a) => a.status)

  test('an evaluation is presented once, and a request that is sent again is answered as before', async () => {
    await comment(year, 'Før')
    const statuses = await all(...[1, 2, 3, 4].map(() => move(koordinator, year, 'presentation')))
    expect(statuses.sort()).toEqual([200, 409, 409, 409])
    await comment(year, 'Igen')
    const headers = { 'if-match': '*', 'idempotency-key': 'forelagt' }
    const [first, second] = await Promise.all(
      [1, 2].map(() => koordinator.post(`/evaluations/${year}/presentation`, {}, headers)),
    )
    expect([first?.status, second?.text, second?.etag]).toEqual([200, first?.text, first?.etag])
  })

  test('it is approved once, with the comments that were presented, or not at all', async () => {
    const [said, ...approvals] = await all(
      comment(year, 'Efter'),
      ...[1, 2, 3].map(() => move(board, year, 'approval')),
    )
    const { body } = await get(year)
    const told = body.goals.find((goal: Json) => goal.goalId === 'oeget-tilfredshed').comment
    if (said === 409)
      expect([body.state, told, approvals.sort()]).toEqual(['approved', 'Igen', [200, 409, 409]])
    else expect([body.state, told, approvals]).toEqual(['draft', 'Efter', [409, 409, 409]])
  })
})
