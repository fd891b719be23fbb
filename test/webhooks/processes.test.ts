import { beforeAll, describe, expect, inject, it } from 'vitest'
import type { Actor } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'
import { newNaboklage } from '../support/builders.ts'
import { signIn } from '../support/client.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, until } from '../support/process.ts'
import { delivererOf, deliveriesOf, hookOf, inner, webhookApp } from './situation.ts'

let test: TestApp
let admin: Actor
beforeAll(async () => {
  test = await webhookApp()
  admin = test.as('admin')
})

const ask = async (id: string, times: number): Promise<string[]> => {
  const asked = await Promise.all(Array.from({ length: times }, () => admin.post(`/webhooks/${id}/test`)))
  return asked.map(({ body }) => body.id).sort()
}

describe('processes that deliver at once', () => {
  it('send each attempt once', async () => {
    const hook = await hookOf(admin)
    const ids = await ask(hook.id, 30)
    await Promise.all([delivererOf(test), delivererOf(test), delivererOf(test)].map((deliver) => deliver()))
    const told = hook.receiver.received.map(({ headers }) => String(headers['webhook-id']))
    expect(told.sort()).toEqual(ids)
    expect((await deliveriesOf(admin, hook.id)).every(({ attempts }) => attempts === 1)).toBe(true)
  })

  it('take over what one had taken that died, under the same id', async () => {
    const hook = await hookOf(admin)
    const [id] = await ask(hook.id, 1)
    await test.database.admin(`select take_webhook_deliveries(20, '60 seconds')`)
    const deliver = delivererOf(test)
    await deliver()
    expect(hook.receiver.received).toEqual([])
    expect((await admin.post(`/webhooks/deliveries/${id}/redelivery`)).body.code).toBe('conflict')
    await test.database.setClock(`now() + interval '61 seconds'`)
    await deliver()
    await test.database.setClock('now()')
    expect(hook.receiver.received.map(({ headers }) => headers['webhook-id'])).toEqual([id])
    expect(await deliveriesOf(admin, hook.id)).toMatchObject([{ status: 'delivered', attempts: 2 }])
  })

  it('hold nobody up for one that is slow, which has two at a time', async () => {
    const [slow, quick] = [await hookOf(admin), await hookOf(admin)]
    const waiting: (() => void)[] = []
    let most = 0
    slow.receiver.answers((response) => {
      waiting.push(() => response.writeHead(204).end())
      most = Math.max(most, waiting.length)
    })
    await ask(slow.id, 5)
    const delivering = delivererOf(test)()
    await until(() => waiting.length === 2)
    await ask(quick.id, 5)
    await until(() => quick.receiver.received.length === 5)
    expect(most).toBe(2)
    await until(() => {
      for (const answer of waiting.splice(0)) answer()
      return slow.receiver.received.length === 5 && waiting.length === 0
    })
    await delivering
    expect(most).toBe(2)
    expect((await deliveriesOf(admin, slow.id)).map(({ status }) => status)).toEqual(
      Array(5).fill('delivered'),
    )
  })
})

it('two servers tell at once of what either is asked to do, and tell it once', {
  timeout: 60_000,
}, async () => {
  const settings = { ...settingsOf(test.database), WEBHOOK_ALLOWED_NETWORKS: inner.join() }
  const servers = await Promise.all([startServer(settings), startServer(settings)])
  const password = inject('password')
  const { receiver } = await hookOf(admin, { events: ['naboklage.created'] })
  const filed: string[] = []
  for (const [n, { address }] of [...servers, ...servers].entries()) {
    const { caller } = await signIn(address, n % 2 ? 'drift.boligviborg' : 'drift.ringparken', password)
    filed.push((await caller.post('/naboklager', newNaboklage())).body.id)
  }
  await until(() => receiver.received.length >= filed.length)
  expect(receiver.received.map(({ body }) => body.data.naboklageId).sort()).toEqual(filed.sort())
})
