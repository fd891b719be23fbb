import { expect, test } from 'vitest'
import { testApp } from '../support/app.ts'
import { readSchema } from './schema.ts'

const { app, database } = await testApp()

/** A change in either is a change of a promise: `npm test -- -u`, and say why in the commit. */
test('the OpenAPI document is what clients were promised', async () => {
  const { body } = await app.inject('/api/v1/openapi.json')
  await expect(`${JSON.stringify(JSON.parse(body), null, 1)}\n`).toMatchFileSnapshot('openapi.snapshot.json')
})

test('the schema, its policies, grants, views and functions are what was reviewed', async () => {
  await expect(await readSchema(database)).toMatchFileSnapshot('schema.snapshot.sql')
})
