import { newAction } from '../agreed-actions/builders.ts'
import { type Cast, situation } from '../cases/situation.ts'
import { discussing, gathering } from '../meetings/builders.ts'
import { recordFigures } from '../policies/figures.ts'
import { askForAccess } from '../support/access.ts'
import type { Json } from '../support/actors.ts'
import { dayAgo, makeEntry, makeNaboklage } from '../support/builders.ts'
import { created } from '../support/households.ts'

const now = { 'if-match': '*' }

/** A household whose case has come some way: entries, a meeting, an agreed action, the tenant's rights. */
const casework = async (people: Cast): Promise<void> => {
  const { anna, koordinator, as } = people
  const there = await gathering(people)
  const { id: me } = (await anna.get('/me')).body
  await makeEntry(anna, there.id, [there.inge], { legalBasis: 'consent' })
  created(await anna.post(`${there.url}/actions`, newAction([there.inge], me)))
  await discussing(koordinator, there)
  await askForAccess({ as }, there.inge)
  const claim = { residentId: there.inge, subjectKind: 'case', subjectId: there.id, claim: 'Forkert' }
  created(await as('dpo').post('/rectifications', { ...claim, receivedOn: dayAgo() }))
  created(await as('dpo').post('/retention/holds', { caseId: there.id, reason: 'Klage til Datatilsynet' }))
}

/** A case that is opened in an emergency, and whose processing is restricted since. */
const restricted = async (people: Cast): Promise<void> => {
  const { per, id, url } = await situation(people)
  const danger = { reason: 'Røg fra lejligheden', legalBasis: 'vital_interests' }
  created(await people.koordinator.post(`${url}/emergency-access`, danger))
  const contested = { reason: 'accuracy_contested', caseId: id }
  created(await people.as('dpo').post(`/residents/${per}/restrictions`, contested))
}

const complaints = async ({ drift }: Cast, { home }: Json): Promise<void> => {
  await makeNaboklage(drift, { respondentTenancyId: home.id })
  await makeNaboklage(drift, { channel: 'oral' })
  const { id } = await makeNaboklage(drift)
  await drift.post(`/naboklager/${id}/steps`, { kind: 'assessment', on: dayAgo() }, now)
}

const administration = async ({ as }: Cast): Promise<void> => {
  const admin = as('admin')
  const place = { role: 'socialafdeling', organisationId: 'viborg-kommune' }
  const account = { username: 'ny.medarbejder', name: 'Ny Medarbejder', email: 'ny@example.dk' }
  const { id } = created(await admin.post('/accounts', { ...account, ...place }))
  await admin.post(`/accounts/${id}/invitation`)
  await admin.post(`/accounts/${id}/role-proposals`, { role: 'dpo', reason: 'Afløser' })
  const hook = { organisationId: 'boligviborg', url: 'https://example.dk/', events: ['naboklage.changed'] }
  const webhook = created(await admin.post('/webhooks', hook))
  await admin.post(`/webhooks/${webhook.id}/test`)
}

/** Something of every kind, so that ids in requests are mostly those of records that there are. */
export const fill = async (people: Cast): Promise<void> => {
  await casework(people)
  await casework(people)
  await restricted(people)
  await complaints(people, await gathering(people))
  await administration(people)
  await recordFigures(people)
}
