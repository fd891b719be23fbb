import { letIn } from '../identity/systems.ts'
import type { Actor, Json } from '../support/actors.ts'
import type { TestApp } from '../support/app.ts'

/** An organisation's directory, let in to keep its people's accounts. */
export const directoryOf = async ({ app }: TestApp, admin: Actor, role: string, organisationId: string) => {
  const system: Json = { name: 'Brugerkatalog', role, organisationId, departmentIds: [] }
  return (await letIn(app, admin, { ...system, scopes: ['accounts.provision'], requestsPerMinute: 6000 }))
    .actor
}
