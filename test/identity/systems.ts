import type { App } from '../../src/http/slice.ts'
import { type Actor, actorOn, asAnswer, type Headers, type Json } from '../support/actors.ts'
import { ago } from '../support/builders.ts'
import { created } from '../support/households.ts'

const day = 86_400_000
export const inDays = (days: number): string => new Date(Date.now() + days * day).toISOString()

export const newService = (changes: Json = {}): Json => ({
  name: 'Klageformularen på boligviborg.dk',
  role: 'drift',
  organisationId: 'boligviborg',
  departmentIds: ['ringparken'],
  scopes: ['naboklager.file'],
  expiresAt: inDays(200),
  ...changes,
})

export const complaint = (changes: Json = {}): Json => ({
  departmentId: 'ringparken',
  complainant: { name: 'Åse Nabo' },
  channel: 'written',
  category: 'noise',
  occurredAt: ago(1),
  description: 'Høj musik efter midnat',
  ...changes,
})

/** What a system asks by: a form, as RFC 6749 has it. */
export const askToken = async (app: App, form: Record<string, string>, headers: Headers = {}) =>
  asAnswer(
    await app.inject({
      method: 'POST',
      url: '/api/v1/auth/service-token',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
      payload: new URLSearchParams({ grant_type: 'client_credentials', ...form }).toString(),
    }),
  )

export interface System {
  id: string
  secretId: string
  secret: string
  actor: Actor
}

/** A system with a token by this secret. */
export const withSecret = async (app: App, id: string, secret: string, scope = ''): Promise<Actor> => {
  const { body } = await askToken(app, { client_id: id, client_secret: secret, scope })
  return actorOn(app, async () => body.access_token)
}

/** A party's own system, let in. */
export const letIn = async (app: App, admin: Actor, changes: Json = {}): Promise<System> => {
  const { id } = created(await admin.post('/service-accounts', newService(changes)))
  const { secret, secretId } = created(await admin.post(`/service-accounts/${id}/secrets`, {}))
  return { id, secretId, secret, actor: await withSecret(app, id, secret) }
}
