import { beforeAll, describe, expect, test } from 'vitest'
import { connected } from '../architecture/connected.ts'
import { administrators, any, idOf, signedIn } from '../identity/people.ts'
import type { Actor, Json } from '../support/actors.ts'
import { directoryOf } from './directory.ts'

/** The requests of Microsoft's own description of how Entra ID uses SCIM, with our people in them. */
const { test: world, first } = await administrators()
const { as, anyone, database } = world
let kommune: Actor
let landlord: Actor
beforeAll(async () => {
  kommune = await directoryOf(world, first, 'socialafdeling', 'viborg-kommune')
  landlord = await directoryOf(world, first, 'drift', 'boligviborg')
})

const users = '/scim/v2/Users'
const patch = (...Operations: Json[]) => ({
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations,
})
const numbers = Array.from({ length: 100 }, (_, index) => index).values()

const newUser = (changes: Json = {}): Json => {
  const number = numbers.next().value
  return {
    schemas: [
      'urn:ietf:params:scim:schemas:core:2.0:User',
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User',
    ],
    externalId: `0a21f0f2-8d2a-4f8e-bf98-7363c4aed4${String(number).padStart(2, '0')}`,
    userName: `soeren.aagaard${number}@viborg.dk`,
    active: true,
    emails: [{ primary: true, type: 'work', value: `soeren.aagaard${number}@viborg.dk` }],
    meta: { resourceType: 'User' },
    name: { formatted: 'Søren Ågård', familyName: 'Ågård', givenName: 'Søren' },
    roles: [],
    'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Familie og børn' },
    ...changes,
  }
}
const added = async (changes: Json = {}, by = kommune) => {
  const answer = await by.post(users, newUser(changes))
  expect([answer.status, answer.body.detail]).toEqual([201, undefined])
  return answer.body
}

describe('Entra ID', () => {
  test('asks whether a user is there, makes it, and finds it by what it is matched by', async () => {
    const nobody = await kommune.get(`${users}?filter=userName eq "ingen@viborg.dk"`)
    expect([nobody.status, nobody.body]).toEqual([
      200,
      {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
        totalResults: 0,
        startIndex: 1,
        itemsPerPage: 0,
        Resources: [],
      },
    ])
    const answer = await kommune.post(users, newUser())
    const made = answer.body
    expect(answer.headers['content-type']).toBe('application/scim+json; charset=utf-8')
    expect(answer.headers.location).toBe(made.meta.location)
    expect(made).toMatchObject({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      name: { formatted: 'Søren Ågård', familyName: 'Ågård', givenName: 'Søren' },
      displayName: 'Søren Ågård',
      active: true,
    })
    for (const filter of [
      `userName eq "${made.userName.toUpperCase()}"`,
      `externalId eq "${made.externalId}"`,
      `emails[type eq "work"].value eq "${made.userName}"`,
      `externalId eq "${made.externalId}" and userName eq "${made.userName}"`,
    ]) {
      const { body } = await kommune.get(`${users}?filter=${encodeURIComponent(filter)}`)
      expect([filter, body.totalResults, body.Resources]).toEqual([filter, 1, [made]])
    }
    expect((await kommune.get(`${users}/${made.id}`)).body).toEqual(made)
    const account = (await first.get(`/accounts/${made.id}`)).body
    expect(account).toMatchObject({
      role: 'socialafdeling',
      organisationId: 'viborg-kommune',
      departmentIds: [],
      username: made.userName,
    })
  })

  test('says what has changed, with a path or without, in its own spelling', async () => {
    const { id } = await added()
    const change = async (...operations: Json[]) => {
      const { status, body } = await kommune.patch(`${users}/${id}`, patch(...operations))
      expect([status, body.detail]).toEqual([200, undefined])
      return body
    }
    const multi = await change(
      { op: 'Replace', path: 'emails[type eq "work"].value', value: 'ny@viborg.dk' },
      { op: 'Replace', path: 'name.familyName', value: 'Kjær' },
    )
    expect(multi).toMatchObject({
      emails: [{ value: 'ny@viborg.dk', type: 'work' }],
      name: { familyName: 'Kjær', formatted: 'Søren Kjær' },
    })
    expect(await change({ op: 'Replace', path: 'userName', value: 'soeren.kjaer@viborg.dk' })).toMatchObject({
      userName: 'soeren.kjaer@viborg.dk',
    })
    const bare = { op: 'Add', value: { displayName: 'Søren K. Ågård', 'name.givenName': 'Søren K.' } }
    expect(await change(bare)).toMatchObject({
      displayName: 'Søren K. Ågård',
      name: { givenName: 'Søren K.', familyName: 'Kjær' },
    })
    expect((await change({ op: 'Remove', path: 'emails[type eq "work"].value' })).emails).toEqual([])
    const unknown = { op: 'Add', path: 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager' }
    await change({ ...unknown, value: [{ $ref: '../Users/1', value: '1' }] })
    const put = await kommune.put(`${users}/${id}`, newUser({ name: undefined, displayName: 'Søren Ø' }))
    expect(put.body).toMatchObject({ displayName: 'Søren Ø', name: { formatted: 'Søren Ø' } })
    expect(put.body.name).not.toHaveProperty('givenName')
  })

  test('disables a user at once, enables it again, and removes it for good', async () => {
    const anna = { id: await idOf(as('social.anna')) }
    expect((await as('social.anna').get('/me')).status).toBe(200)
    const off = await kommune.patch(
      `${users}/${anna.id}`,
      patch({ op: 'Replace', path: 'active', value: 'False' }),
    )
    expect([off.status, off.body.active]).toEqual([200, false])
    expect((await as('social.anna').get('/me')).status).toBe(401)
    const seen = await kommune.get(`${users}?filter=userName eq "social.anna"`)
    expect(seen.body.Resources).toMatchObject([{ active: false }])
    const on = await kommune.patch(`${users}/${anna.id}`, patch({ op: 'Replace', value: { active: true } }))
    expect(on.body.active).toBe(true)

    expect((await kommune.delete(`${users}/${anna.id}`)).status).toBe(204)
    expect((await kommune.get(`${users}/${anna.id}`)).status).toBe(404)
    expect((await kommune.delete(`${users}/${anna.id}`)).status).toBe(404)
    expect((await first.get(`/accounts/${anna.id}`)).body).toMatchObject({ state: 'disabled' })
    const again = await kommune.post(users, newUser({ userName: 'social.anna' }))
    expect([again.status, again.body.scimType]).toEqual([409, 'uniqueness'])
  })

  test('reads what the service can do', async () => {
    const provider = (await kommune.get('/scim/v2/ServiceProviderConfig')).body
    expect(provider).toMatchObject({ patch: { supported: true }, bulk: { supported: false } })
    expect((await kommune.get('/scim/v2/ResourceTypes')).body.Resources).toMatchObject([
      { endpoint: '/Users' },
    ])
    const [described] = (await kommune.get('/scim/v2/Schemas')).body.Resources
    expect(described.attributes.map(({ name }: Json) => name)).toContain('userName')
  })

  test('leafs through all of them', async () => {
    const all = (await kommune.get(users)).body
    expect(all.Resources).toHaveLength(all.totalResults)
    const page = (await kommune.get(`${users}?startIndex=2&count=1`)).body
    expect(page).toMatchObject({ startIndex: 2, itemsPerPage: 1, totalResults: all.totalResults })
    expect(page.Resources).toEqual([all.Resources[1]])
    const beyond = (await kommune.get(`${users}?startIndex=9000`)).body
    expect(beyond).toMatchObject({ itemsPerPage: 0, totalResults: all.totalResults, Resources: [] })
  })
})

describe('a directory', () => {
  test('has to do with its own organisation’s staff alone', async () => {
    for (const who of ['drift.boligviborg', 'koordinator', 'board', 'dpo', 'admin'] as const) {
      const id = await idOf(as(who))
      expect([who, (await kommune.get(`${users}/${id}`)).status]).toEqual([who, 404])
      const off = patch({ op: 'replace', path: 'active', value: false })
      expect([who, (await kommune.patch(`${users}/${id}`, off)).status]).toEqual([who, 404])
      expect([who, (await kommune.delete(`${users}/${id}`)).status]).toEqual([who, 404])
    }
    const theirs = await added({ userName: 'gaard@boligviborg.dk' }, landlord)
    expect((await kommune.get(`${users}/${theirs.id}`)).status).toBe(404)
    expect((await first.get(`/accounts/${theirs.id}`)).body).toMatchObject({ role: 'drift' })
    // The system itself is nobody's colleague, and what it is let do is this alone.
    const names = (await kommune.get(users)).body.Resources.map(({ displayName }: Json) => displayName)
    expect(names).not.toContain('Brugerkatalog')
    for (const url of ['/cases', '/users', '/accounts', '/naboklager', '/organisations'])
      expect([url, (await kommune.get(url)).status]).toEqual([url, 403])
  })

  test('is no person, whatever role', async () => {
    for (const who of ['social.bo', 'drift.boligviborg', 'koordinator', 'board', 'dpo', 'admin'] as const)
      for (const answer of [await as(who).get(users), await as(who).post(users, newUser())])
        expect([who, answer.status, answer.body.schemas]).toEqual([
          who,
          403,
          ['urn:ietf:params:scim:api:messages:2.0:Error'],
        ])
    expect((await as('social.bo').get('/me')).body.permissions).not.toContain('accounts.provision')
    expect((await anyone.get(users)).body).toMatchObject({ status: '401' })
  })

  test('is none to the database either, where a person asks', async () => {
    const token = String(await as('social.bo').token()).split('.')[1] ?? ''
    const { sid } = JSON.parse(Buffer.from(token, 'base64url').toString())
    await connected(database.applicationUrl, async (client) => {
      await client.query('begin')
      await client.query('select enter($1, $2, $3)', [sid, ['socialafdeling'], 'me.read'])
      expect((await client.query('select * from directory_users()')).rows).toEqual([])
      const add = `select add_directory_user(uuidv7(), 'ny', 'Ny', null, null, null, null, true)`
      await expect(client.query(add)).rejects.toMatchObject({ code: 'BG403' })
    })
  })

  test('does not undo what an administrator has done', async () => {
    const { id } = await added()
    const set = (active: boolean) =>
      kommune.patch(`${users}/${id}`, patch({ op: 'replace', path: 'active', value: active }))
    await set(false)
    expect((await first.post(`/accounts/${id}/enabling`, undefined, any)).status).toBe(200)
    await first.post(`/accounts/${id}/disabling`, { reason: 'Under afklaring' }, any)
    expect((await set(true)).status).toBe(403)
    expect((await set(false)).status).toBe(200)
    expect((await set(true)).status).toBe(403)
    expect((await first.get(`/accounts/${id}`)).body.disabledReason).toBe('Under afklaring')
  })

  test('is told what is wrong, and nothing is kept of it', async () => {
    const before = await database.admin('select count(*) from users')
    const { userName } = await added()
    const wrong: [Json, number, string | undefined][] = [
      [newUser({ userName }), 409, 'uniqueness'],
      [newUser({ userName: 'to ord' }), 400, 'invalidValue'],
      [newUser({ userName: 1 }), 400, 'invalidValue'],
      [newUser({ displayName: 'Bo 010190-1234' }), 400, 'invalidValue'],
      [newUser({ active: 'måske' }), 400, 'invalidValue'],
      [newUser({ emails: [{ type: 'work', value: 'ingen mail' }] }), 400, 'invalidValue'],
    ]
    for (const [body, status, scimType] of wrong) {
      const answer = await kommune.post(users, body)
      expect([body, answer.status, answer.body.scimType]).toEqual([body, status, scimType])
      expect(answer.headers['content-type']).toContain('application/scim+json')
    }
    const { id } = await added()
    for (const operations of [
      [{ op: 'remove' }],
      [{ op: 'replace', value: 'x' }],
      [{ op: 'replace', path: 'userName', value: null }],
      [{ op: 'flyt', path: 'userName', value: 'x' }],
      [],
    ])
      expect([operations, (await kommune.patch(`${users}/${id}`, patch(...operations))).status]).toEqual([
        operations,
        400,
      ])
    for (const filter of [
      'userName co "a"',
      'title eq "x"',
      'userName eq bo',
      'userName eq "a" or id eq "b"',
    ])
      expect([filter, (await kommune.get(`${users}?filter=${encodeURIComponent(filter)}`)).status]).toEqual([
        filter,
        400,
      ])
    const polluting = patch({ op: 'add', path: '__proto__.polluted', value: 'x' })
    expect((await kommune.patch(`${users}/${id}`, polluting)).status).toBe(200)
    expect({}).not.toHaveProperty('polluted')
    const [{ count }] = (await database.admin('select count(*) from users')) as [{ count: string }]
    expect(Number(count)).toBe(Number((before[0] as { count: string }).count) + 2)
  })

  test('leaves events that name it and whom it changed', async () => {
    const { id } = await added()
    const { body } = await as('dpo').get(`/audit/events?subjectId=${id}`)
    expect(body.items).toMatchObject([{ action: 'directory.add', actorKind: 'service', subjectIds: [id] }])
  })
})

test('one whom the directory has made signs in with no password of ours', async () => {
  const { userName } = await added()
  expect((await signedIn(world, userName, '')).status).toBe(400)
  expect((await signedIn(world, userName, 'en helt ny adgangskode')).status).toBe(401)
})
