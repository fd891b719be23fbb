import { beforeAll, describe, expect, it } from 'vitest'
import { sealing } from '../audit/sealing/support.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { codeOf, connected } from './connected.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
  await test.as('dpo').get('/me')
  // Of no month that there is: the part for those is otherwise empty.
  await test.database.admin(`insert into audit_events (id, actor_id, role, action, purpose, decision, request_id, subject_ids)
    values (uuidv7(interval '10 years'), uuidv7(), 'dpo', 'me.read', 'identity', 'allowed', 'far', '{}')`)
  await sealing(test.database).round()
})

describe('the trail is only ever added to', () => {
  const attempts = [
    ...['', '_first', '_other'].flatMap((part) => [
      `update audit_events${part} set decision = 'allowed'`,
      `delete from audit_events${part}`,
      `truncate audit_events${part}`,
    ]),
    `update audit_leaves set leaf = ''`,
    'delete from audit_leaves',
    'truncate audit_leaves',
    'update audit_nodes set hash = sha256(hash)',
    'delete from audit_nodes',
    'truncate audit_nodes',
    `update audit_checkpoints set note = ''`,
    'delete from audit_checkpoints',
    'truncate audit_checkpoints',
    'update audit_salts set salt = sha256(salt)',
    'truncate audit_salts',
  ]

  it('by the application', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      for (const attempt of attempts)
        expect([attempt, await codeOf(client, attempt)]).toEqual([attempt, '42501'])
    })
  })

  it('by one who can say neither who acted nor when', async () => {
    await connected(test.database.applicationUrl, async (client) => {
      for (const column of ['id', 'occurred_at', 'actor_id', 'organisation_id', 'role']) {
        const insert = `insert into audit_events (${column}, action, purpose, decision, request_id, subject_ids)
          values (null, 'case.read', 'casework', 'allowed', 'r', '{}')`
        expect([column, await codeOf(client, insert)]).toEqual([column, '42501'])
      }
    })
  })

  it.each(['origin', 'replica'])('even by a superuser, with session_replication_role = %s', async (role) => {
    await connected(test.database.adminUrl, async (client) => {
      await client.query(`set session_replication_role = ${role}`)
      for (const attempt of attempts) expect(await codeOf(client, attempt)).toBe('42501')
      await client.query('set role bo_godt_owner')
      expect(await codeOf(client, 'truncate audit_events')).toBe('42501')
      // The owner sees no event, so there is none to change.
      for (const whole of ['audit_events', 'audit_events_first', 'audit_events_other'])
        expect(await codeOf(client, `delete from ${whole}`)).toBe('DELETE 0')
    })
  })

  it('and refers to nothing, so that nothing that is removed takes its trail along', async () => {
    const keys = await test.database.admin(`
      select conname from pg_constraint where conrelid = 'bo_godt.audit_events'::regclass and contype = 'f'`)
    expect(keys).toEqual([])
  })
})
