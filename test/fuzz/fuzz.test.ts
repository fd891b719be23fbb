import fc from 'fast-check'
import { expect, inject, test } from 'vitest'
import { cast } from '../cases/situation.ts'
import { connectAs } from '../policies/harness.ts'
import { createCallers } from './callers.ts'
import { operationsOf } from './document.ts'
import { knownOn } from './known.ts'
import { send } from './oracle.ts'
import { refusedByDocument } from './request.ts'
import { spoilt } from './spoilt.ts'
import { stateOn } from './state.ts'
import { requestOf } from './valid.ts'
import { fill } from './world.ts'

/** By hand as many as one has the time for: `FUZZ_RUNS=30 npx vitest run test/fuzz`. */
const runs = Number(process.env.FUZZ_RUNS ?? 1)

const people = await cast({ resolve: async () => ['93.184.216.34'] })
await fill(people)
const { app, database } = people
const callers = await createCallers(people, inject('password'))
const admin = await connectAs(database.adminUrl)
const { known, renew } = await knownOn(admin)
const stateOf = await stateOn(admin)
const operations = operationsOf((await app.inject('/api/v1/openapi.json')).json())

test.each(operations.map((operation) => [operation.name, operation] as const))('%s', async (_, operation) => {
  await renew()
  const requests = requestOf(operation, known)
  const spoiltRequests = requests.chain(spoilt)
  const may = callers.filter(({ role }) => !operation.roles || operation.roles.includes(role ?? ''))
  // What is for the parties' systems alone is asked for by those who may not.
  const anyone = fc.constantFrom(...(may.length > 0 ? may : callers))

  const asDocumented = fc.asyncProperty(requests, async (request) => {
    for (const caller of callers) await send(people, request, caller)
  })
  await fc.assert(asDocumented, { numRuns: runs })

  const inAnyWay = fc.asyncProperty(spoiltRequests, anyone, async (request, caller) => {
    await send(people, request, caller)
  })
  await fc.assert(inAnyWay, { numRuns: 3 * runs })

  const refused = fc.asyncProperty(
    spoiltRequests.filter(refusedByDocument),
    anyone,
    async (request, caller) => {
      const before = await stateOf()
      const { status } = await send(people, request, caller)
      expect(status).toBeGreaterThanOrEqual(400)
      expect(await stateOf()).toEqual(before)
    },
  )
  // What is asked for outside of the API is not read at all.
  if (operation.path.startsWith('/api/')) await fc.assert(refused, { numRuns: 3 * runs })
})
