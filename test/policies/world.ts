import { type DemoUsername, demoUsers } from '../../seeds/demo-users.ts'
import { departments } from '../../seeds/reference.ts'
import { sealing } from '../audit/sealing/support.ts'
import type { Actor } from '../support/actors.ts'
import { type TestApp, testApp } from '../support/app.ts'
import { recordAccesses, restoreReviews } from './accesses.ts'
import { loadAccounts } from './accounts.ts'
import { recordFigures } from './figures.ts'
import { recordImport } from './imports.ts'
import type { Naboklage, State, Tenancy, User } from './model.ts'

import { noticesOfSignal } from './notices.ts'
import { recordRetention, restoreHold } from './retention.ts'
import { loadSignals, restoreSignals, signalSettings } from './signals.ts'

export interface World {
  test: TestApp
  actor(user: User): Actor
  sessionOf(user: User): string
  state: State
  /** Everything but the cases, as it was in the beginning. */
  reset(): Promise<void>
  moveClock(days: number): Promise<void>
}

const start = '2026-03-02T12:00:00Z'
const day = 86_400_000

const loadUsers = async ({ database }: TestApp): Promise<User[]> => {
  const rows = await database.admin<Record<string, never>>(`
    select u.id, u.username, u.role, u.organisation_id as "organisationId",
      array(select d.department_id from user_departments d where d.user_id = u.id) as "departmentIds"
    from users u`)
  const order = demoUsers.map((user) => user.username as string)
  return (rows as unknown as User[]).sort((a, b) => order.indexOf(a.username) - order.indexOf(b.username))
}

let households = 0

/** A household of its own dwelling, filed by the landlord's staff. */
export const household = async (
  by: Actor,
  departmentId: string,
  residents: object[],
): Promise<Tenancy & { address: string }> => {
  households += 1
  const address = `Prøvevej ${households}`
  const answer = await by.post('/tenancies', {
    departmentId,
    address,
    dwelling: 'st. tv.',
    movedInOn: '2020-01-01',
    residents,
  })
  if (answer.status !== 201) throw new Error(answer.text)
  const { id } = answer.body
  return { id, departmentId, address, residentIds: answer.body.residents.map((r: { id: string }) => r.id) }
}

export const complaint = async (
  by: Actor,
  departmentId: string,
  respondentTenancyId: string | null,
  complainantTenancyId: string | null = null,
): Promise<Naboklage> => {
  const answer = await by.post('/naboklager', {
    departmentId,
    respondentTenancyId,
    complainant: { name: 'Klager Klagesen', contact: '+45 11 22 33 44', tenancyId: complainantTenancyId },
    channel: 'written',
    category: 'noise',
    occurredAt: '2026-01-05T22:00:00Z',
    description: 'Høj musik om natten hos overboen',
    sharedSummary: 'Uro om natten',
  })
  if (answer.status !== 201) throw new Error(answer.text)
  const { id } = answer.body
  const now = { 'if-match': '*' }
  await by.patch(`/naboklager/${id}`, { place: 'Gården' }, now)
  const assessed = await by.post(`/naboklager/${id}/steps`, { kind: 'assessment', on: '2026-01-06' }, now)
  if (assessed.status !== 200) throw new Error(assessed.text)
  return { id, departmentId, respondentTenancyId, complainantTenancyId }
}

const places = async (test: TestApp) => {
  const boligviborg = test.as('drift.boligviborg')
  const sctjoergen = test.as('drift.sctjoergen')
  const two = [{ name: 'Inge Hansen', protectedAddress: true }, { name: 'Per Hansen' }]
  const ringparken = await household(boligviborg, 'ringparken', two)
  const lindon = await household(boligviborg, 'lindon', [{ name: 'Ole Lind' }])
  const karup = await household(sctjoergen, 'karup', [{ name: 'Eva Sø' }, { name: 'Ib Sø' }])
  const nora = await household(boligviborg, 'vestervang', [{ name: 'Nora Bæk' }])
  const nabo = await household(boligviborg, 'vestervang', [{ name: 'Naja Bo' }])
  const liv = await household(sctjoergen, 'stoholm', [{ name: 'Liv Ravn' }])
  const naboklager = [
    await complaint(boligviborg, 'ringparken', ringparken.id),
    await complaint(boligviborg, 'ringparken', null),
    await complaint(boligviborg, 'lindon', lindon.id),
    await complaint(sctjoergen, 'karup', karup.id),
    await complaint(boligviborg, 'vestervang', nora.id, nabo.id),
    await complaint(boligviborg, 'vestervang', nabo.id),
    await complaint(boligviborg, 'vestervang', null),
  ]
  const tenancies = [ringparken, lindon, karup, nora, nabo, liv]
  const accesses = await recordAccesses(test, tenancies, naboklager)
  const retention = await recordRetention(test, karup.residentIds[0] ?? '')
  return { tenancies, naboklager, figures: await recordFigures(test), accesses, retention }
}

/** One webhook, with a secret and a delivery; nothing that happens in these tests is told to it. */
const registerWebhook = async (test: TestApp): Promise<State['webhook']> => {
  const admin = test.as('admin')
  const events = ['naboklage.changed']
  const hook = { organisationId: 'boligviborg', url: 'https://93.184.216.34/', events }
  const { id } = (await admin.post('/webhooks', hook)).body
  const deliveryId = (await admin.post(`/webhooks/${id}/test`)).body.id
  const [secret] = await test.database.admin<{ id: string }>('select id from webhook_secrets')
  return { id, deliveryId, secretId: secret?.id ?? '' }
}

/** All demo users signed in, for as long as the clock may be moved; the clock stands still. */
const signIn = async (test: TestApp, users: User[]): Promise<Map<string, string>> => {
  const sessions = new Map<string, string>()
  for (const { id, username } of users) {
    const token = (await test.as(username as DemoUsername).token()) ?? ''
    const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())
    sessions.set(id, claims.sid)
  }
  await test.database.admin(`update sessions set expires_at = 'infinity'`)
  return sessions
}

const withoutCases = `truncate agreed_actions, action_due_dates, meetings, meeting_items, discussions, disclosures, cases, case_residents,
    case_team, case_naboklager, case_entries, case_moves, consents, basis_reviews, reviewed_entries, restrictions, rectifications, rectification_log,
    former_versions, conflicts, emergency_accesses, notices,
    idempotency_keys`

/** Where transferred complaints came from. */
const backHome = `update naboklager n set department_id = o.department_id, respondent_tenancy_id = o.tenancy_id
  from unnest($1::uuid[], $2::text[], $3::uuid[]) o (id, department_id, tenancy_id)
  where n.id = o.id and n.department_id <> o.department_id`
const homesOf = (all: Naboklage[]) => [
  all.map((n) => n.id),
  all.map((n) => n.departmentId),
  all.map((n) => n.respondentTenancyId),
]

/** The demo users, households at two landlords, complaints, and a clock that only moves when told to. */
export const createWorld = async (): Promise<World> => {
  const test = await testApp({ config: { ACCESS_TOKEN_SECONDS: 3600 }, settings: signalSettings })
  const { database } = test
  const users = await loadUsers(test)
  const sessions = await signIn(test, users)
  await database.setClock(`timestamptz '${start}'`)
  const landlords = Object.fromEntries(departments.map((d) => [d.id, d.organisationId]))
  const placed = { ...(await places(test)), webhook: await registerWebhook(test) }
  const accounts = await loadAccounts(test, users)
  const sender = users.find(({ username }) => username === 'drift.boligviborg')
  const imported = await recordImport(test, sender?.id ?? '')
  await sealing(database).round()
  const around = { landlords, users, accounts, imported, ...placed, signals: await loadSignals(test) }
  const empty = (): State => ({
    now: new Date(start),
    ...structuredClone(around),
    cases: [],
    moves: [],
    entries: [],
    actions: [],
    meetings: [],
    disclosures: [],
    consents: [],
    reviews: [],
    restrictions: [],
    rectifications: [],
    changed: [],
    conflicts: [],
    emergencies: [],
    notices: around.signals.flatMap((signal) => noticesOfSignal(users, signal)),
    keys: [],
  })
  const world: World = {
    test,
    actor: (user) => test.as(user.username as DemoUsername),
    sessionOf: (user) => sessions.get(user.id) ?? '',
    state: empty(),
    reset: async () => {
      await database.admin(`${withoutCases}, case_themes, signals, signal_naboklager, retention_holds`)
      await restoreHold(test, around.retention)
      await restoreSignals(test, around.signals)
      await database.admin(backHome, homesOf(around.naboklager))
      await restoreReviews(test, around.accesses)
      await database.setClock(`timestamptz '${start}'`)
      world.state = empty()
    },
    moveClock: async (days) => {
      world.state.now = new Date(world.state.now.getTime() + days * day)
      await database.setClock(`timestamptz '${world.state.now.toISOString()}'`)
    },
  }
  return world
}
