import fc from 'fast-check'
import { expect, test } from 'vitest'
import { run } from '../../src/database/scope.ts'
import { createLeases } from '../../src/rates/leases.ts'
import { takeRequests } from '../../src/rates/queries.ts'
import { cloneDatabase } from '../support/database.ts'

const database = await cloneDatabase()
const pool = database.pool(4)
/** Milliseconds since the history began, for the database and all processes. */
let passed = 0
await database.admin(
  'create table past (ms float8 not null); insert into past values (0); grant select on past to public',
)
await database.setClock(`'2026-03-01T12:00:00Z'::timestamptz + (select ms from past) * interval '1 ms'`)

const pass = async (ms: number) => {
  passed += ms
  await database.admin('update past set ms = $1', [passed])
}

const newProcess = () =>
  createLeases(
    async (key, limit) => {
      const [share] = await run(pool, takeRequests, { key, limit, account: null })
      const { granted = 0, remaining = 0, ms_left: msLeft = 0 } = share ?? {}
      return { granted, remaining, msLeft, limit }
    },
    () => passed,
  )

type Step = { process: number; requests: number } | { ms: number }
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ process: fc.nat(3), requests: fc.integer({ min: 1, max: 30 }) }) },
    { weight: 1, arbitrary: fc.record({ ms: fc.integer({ min: 1, max: 90_000 }) }) },
  ),
  { minLength: 1, maxLength: 12 },
)

const minute = 60_000
let history = 0

test('no minute lets more through than its limit, and all of it is to be had', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 60 }), steps, async (limit, taken) => {
      const key = `history ${history++}`
      const processes = Array.from({ length: 4 }, newProcess)
      const ask = async (process: number, requests: number) => {
        const asked = Array.from({ length: requests }, () => processes[process]?.(key, limit))
        return (await Promise.all(asked)).filter((standing) => standing?.allowed).length
      }
      // The model: a minute begins with the first request after the one before has ended.
      let began = Number.NEGATIVE_INFINITY
      let allowed = 0
      for (const step of taken) {
        if ('ms' in step) await pass(step.ms)
        else {
          if (passed >= began + minute) [began, allowed] = [passed, 0]
          allowed += await ask(step.process, step.requests)
          expect(allowed).toBeLessThanOrEqual(limit)
        }
      }
      if (passed >= began + minute) allowed = 0
      // What one process holds is no other's, so all of them ask on until they are refused.
      for (let process = 0; process < 4; process++) allowed += await ask(process, limit + 1)
      expect(allowed).toBe(limit)
      const standing = await processes[0]?.(key, limit)
      expect(standing).toMatchObject({ allowed: false, left: 0, first: false })
      await pass((standing?.seconds ?? 0) * 1000)
      expect(await ask(1, 1)).toBe(1)
    }),
    { numRuns: 40 },
  )
})

test('a process asks once for many, and not at all while it holds a share or has been refused', async () => {
  let asked = 0
  const take = createLeases(
    async () => ({ granted: asked++ ? 0 : 5, remaining: 0, msLeft: minute, limit: 5 }),
    () => passed,
  )
  const standings = await Promise.all(Array.from({ length: 8 }, () => take('x', 5)))
  expect(standings.map(({ allowed }) => allowed)).toEqual([true, true, true, true, true, false, false, false])
  expect(standings.map(({ first }) => first).indexOf(true)).toBe(5)
  expect(asked).toBe(1)
})

test('a share is held no longer than its minute lasts, also when the answer was long on its way', async () => {
  let asked = 0
  let time = 0
  const ask = async () => {
    asked++
    time += 1_000
    return { granted: 100, remaining: 0, msLeft: 2_000, limit: 100 }
  }
  const take = createLeases(ask, () => time)
  await take('x', 100)
  time = 1_999
  await take('x', 100)
  expect(asked).toBe(1)
  time = 2_000
  await take('x', 100)
  expect(asked).toBe(2)
})

test('rows of minutes that have ended are removed as new ones come', async () => {
  const take = newProcess()
  for (let n = 0; n < 5; n++) await take(`before ${n}`, 5)
  await pass(2 * minute)
  await take('after', 5)
  expect(await database.admin(`select key from request_windows`)).toEqual([{ key: 'after' }])
})
