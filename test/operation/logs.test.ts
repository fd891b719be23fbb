import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, type Answer, asAnswer } from '../support/actors.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { newConsent, newNaboklage } from '../support/builders.ts'
import { newTenancy } from '../support/households.ts'

let test: TestApp
let drift: Actor
let social: Actor
beforeAll(async () => {
  test = await testApp()
  drift = test.as('drift.ringparken')
  social = test.as('social.anna')
})

/** Nothing but what these tests write looks like this. */
const name = 'Mærkedahl'
const address = 'Mærkevænget 77'
const number = '070761-4285'
const text = 'mærketekst'
const marks = [name, address, number, text]
const asSent = marks.flatMap((mark) => [encodeURIComponent(mark), Buffer.from(mark).toString('base64url')])
const traces = new RegExp([...marks, ...asSent, 'insert into', 'select ', '\\$1'].join('|'), 'i')
const someId = '01a00000-0000-7000-8000-000000000000'
const encoded = encodeURIComponent(address)

const file = (changes: object, headers = {}) => drift.post('/naboklager', newNaboklage(changes), headers)
const move = (changes: object) =>
  drift.post('/tenancies', newTenancy({ address, residents: [{ name }], ...changes }))

const requests: Record<string, () => Promise<Answer>> = {
  'a refused field': () => file({ [name]: text }),
  'a wrong value': () => file({ category: text, occurredAt: name, departmentId: address }),
  'a personal number': () => file({ description: `${text} ${number}` }),
  'a personal number in a query': () => drift.get(`/tenancies?address=${number}`),
  'an unknown query': () => drift.get(`/tenancies?${encodeURIComponent(name)}=${encoded}`),
  'a rule of a table': () => file({ description: text, occurredAt: '2199-01-01T00:00:00Z' }),
  'an impossible period': () => move({ movedInOn: '2020-01-02', movedOutOn: '2020-01-01' }),
  'an overlap': () => move({}).then(() => move({})),
  'another department': () => file({ departmentId: 'karup', description: text, place: address }),
  'a look-up': () =>
    social.post('/tenancies/lookup', {
      departmentId: 'ringparken',
      address,
      residentName: text,
      reason: 'other',
    }),
  'an unknown address': () => drift.get(`/${encodeURIComponent(name)}/${number}`),
  'an id that is none': () => drift.get(`/naboklager/${encoded}`),
  'a cursor': () => drift.get(`/naboklager?cursor=${Buffer.from(name).toString('base64url')}`),
  'a method': () => drift.delete(`/naboklager?q=${encoded}`),
  'wrong credentials': () => test.anyone.post('/auth/token', { username: name, password: text }),
  'a forged token': () => test.anyone.get('/me', { authorization: `Bearer ${Buffer.from(text)}.a.b` }),
  'a key': () => file({}, { 'idempotency-key': `${number} x` }),
  'a consent': () => {
    const consent = newConsent(someId, { note: text, purpose: address })
    return social.post(`/cases/${someId}/consents`, consent)
  },
  'JSON that is none': async () => {
    const token = await drift.token()
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    const payload = `{"${name}": ${text}`
    return asAnswer(await test.app.inject({ method: 'POST', url: '/api/v1/naboklager', headers, payload }))
  },
}

/** The database's own words hold the row. */
const raising = `
  create function repeat_row() returns trigger language plpgsql as $$
  begin
    raise exception 'bad row: %', new using detail = new.description, hint = new.complainant_name;
  end $$;
  create trigger repeat_row before insert on naboklager for each row execute function repeat_row()`

const broken: [string, string, string][] = [
  ['a trigger that repeats the row', raising, 'drop trigger repeat_row on naboklager'],
  [
    'a column that is gone',
    'alter table naboklager rename place to somewhere',
    'alter table naboklager rename somewhere to place',
  ],
  [
    'a type that is another',
    'alter table naboklager add constraint number check (description::integer > 0) not valid',
    'alter table naboklager drop constraint number',
  ],
]

const linesOf = ({ headers }: Answer) =>
  test.lines.map((line) => JSON.parse(line)).filter(({ reqId }) => reqId === headers['x-request-id'])

const requireSilence = (answer: Answer): void => {
  expect(`${answer.text} ${JSON.stringify(answer.headers)}`).not.toMatch(traces)
  expect(answer.body.requestId).toBe(answer.headers['x-request-id'])
  expect(test.lines.join('')).not.toMatch(traces)
}

describe('logs and errors hold no personal data and no SQL', () => {
  it.each(Object.keys(requests))('%s', async (label) => {
    const answer = (await requests[label]?.()) as Answer
    expect(answer.status).toBeGreaterThanOrEqual(400)
    expect(answer.status).toBeLessThan(500)
    requireSilence(answer)
  })

  it.each(broken)('%s', async (_label, breaks, mends) => {
    await test.database.admin(breaks)
    const answer = await file({ description: text, place: address, complainant: { name, contact: text } })
    await test.database.admin(mends)
    expect(answer.status).toBe(500)
    requireSilence(answer)
    const [error] = linesOf(answer)
    expect(error).toMatchObject({ level: 50, msg: 'unexpected error', err: { code: expect.any(String) } })
  })

  it('and tell of each request who asked, and which it was', async () => {
    const me = (await drift.get('/me')).body
    const answer = await file({ description: text, place: address, complainant: { name } })
    expect(answer.status).toBe(201)
    expect(linesOf(answer)).toEqual([
      expect.objectContaining({
        msg: 'request',
        actorId: me.id,
        method: 'POST',
        route: '/api/v1/naboklager',
        status: 201,
      }),
    ])
    expect(test.lines.join('')).not.toMatch(traces)
    expect(test.lines.every((line) => JSON.parse(line).reqId)).toBe(true)
  })
})
