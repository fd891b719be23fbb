import { expect, it } from 'vitest'
import { testApp } from '../support/app.ts'
import { cloneDatabase } from '../support/database.ts'

const database = await cloneDatabase()

/** Tells how many requests have come from where this one seems to come from: that is how they are counted. */
const countingBehind = async (TRUST_PROXY: boolean | string[]) => {
  const { app } = await testApp({ database, config: { TRUST_PROXY, RATE_ADDRESS_PER_MINUTE: 100 } })
  return async (forwarded: string, remoteAddress = '10.1.0.1') => {
    const headers = { 'x-forwarded-for': forwarded }
    const answer = await app.inject({ url: '/api/v1/me', headers, remoteAddress })
    return 100 - Number(/r=(\d+)/.exec(String(answer.headers.ratelimit))?.[1])
  }
}

it('whoever says to be someone else is not believed', async () => {
  const count = await countingBehind(false)
  expect(await count('1.1.1.1')).toBe(1)
  expect(await count('2.2.2.2')).toBe(2)
  expect(await count('2.2.2.2', '10.1.0.2')).toBe(1)
})

it('the nearest proxy is believed, and what it was told is not', async () => {
  const count = await countingBehind(true)
  expect(await count('1.1.1.1')).toBe(1)
  expect(await count('2.2.2.2')).toBe(1)
  for (let n = 0; n < 5; n++) expect(await count(`9.9.9.${n}, 3.3.3.3`)).toBe(n + 1)
  expect(await count('3.3.3.3', '10.1.0.2')).toBe(6)
  expect(await count('nonsense, ::zz')).toBe(1)
})

it('proxies that are named by their nets are believed, and nobody else', async () => {
  const count = await countingBehind(['10.1.0.0/16', '10.2.0.0/16'])
  expect(await count('1.1.1.1, 10.2.0.9')).toBe(1)
  expect(await count('9.9.9.9, 1.1.1.1, 10.2.0.9')).toBe(2)
  expect(await count('5.5.5.5', '8.8.8.8')).toBe(1)
  expect(await count('6.6.6.6', '8.8.8.8')).toBe(2)
})
