import pg from 'pg'
import { afterAll, expect } from 'vitest'
import type { Answer } from '../support/actors.ts'
import { apply, type Command } from './commands.ts'
import { judge } from './judge.ts'
import type { Expected, Look } from './look.ts'
import { emergencyOn, type State, type User } from './model.ts'
import { isMove } from './moves.ts'
import { expectedSight, sightOf } from './observe.ts'
import { idsIn, requestOf } from './requests.ts'
import type { World } from './world.ts'

interface Event {
  requestId: string
  actorId: string
  decision: string
  subjectIds: string[]
  consentIds: string[]
  emergencyAccessIds: string[]
}

/** A connection that is not the app's, for the length of the file. */
export const connectAs = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=bo_godt -c timezone=UTC' })
  client.on('error', () => {})
  await client.connect()
  afterAll(() => client.end())
  return client
}

const eventsOf = async (admin: pg.Client, requestIds: string[]): Promise<Event[]> => {
  const { rows } = await admin.query<Event>(
    `select request_id as "requestId", actor_id as "actorId", decision,
      array(select unnest(subject_ids)::text order by 1) as "subjectIds",
      array(select unnest(consent_ids)::text order by 1) as "consentIds",
      array(select unnest(emergency_access_ids)::text order by 1) as "emergencyAccessIds"
    from audit_events where request_id = any ($1)`,
    [requestIds],
  )
  return rows
}

const requestIdOf = (answer: Answer) => String(answer.headers['x-request-id'])

/** One look, held against what the model says of it; answers with the event that it must have left. */
const compareLook = async (world: World, user: User, look: Look): Promise<Event> => {
  const told = look.expected(world.state, user)
  const answer = await world.actor(user).get(look.url)
  const found = { status: answer.status, shown: answer.status === 200 ? look.shown(answer.body) : undefined }
  const { status, shown } = told
  expect(found, `${user.username} ${look.url}`).toEqual({ status, shown })
  return eventOf(answer, user, told, marksOf(world.state, user, look.url, told))
}

/** These users look everywhere: each answer and each event is as the model has it. */
export const compareHttp = async (world: World, admin: pg.Client, users: User[], looks: Look[]) => {
  for (const user of users) {
    const expected = await Promise.all(looks.map((look) => compareLook(world, user, look)))
    const asked = expected.map(({ requestId }) => requestId)
    expect(byRequest(await eventsOf(admin, asked))).toEqual(byRequest(expected))
  }
}

const byRequest = (events: Event[]) => [...events].sort((a, b) => a.requestId.localeCompare(b.requestId))

/** An event about a case that an emergency access opens says so, be it about all of it or about a part. */
const marksOf = (state: State, user: User, url: string, { status, subjects }: Expected): string[] =>
  state.cases
    .filter(({ id }) => status < 300 && (subjects.includes(id) || url.includes(id)))
    .flatMap((it) => emergencyOn(state, user, it)?.id ?? [])

const eventOf = (
  answer: Answer,
  user: User,
  { status, subjects, consents }: Expected,
  marks: string[],
): Event => ({
  requestId: requestIdOf(answer),
  actorId: user.id,
  decision: status < 300 ? 'allowed' : 'denied',
  subjectIds: [...subjects].sort(),
  consentIds: [...consents].sort(),
  emergencyAccessIds: marks.sort(),
})

/** Every actor at once, with the application's own role and no application in between. */
export const compareSql = async (world: World, client: pg.Client) => {
  for (const user of world.state.users)
    expect(await sightOf(client, world.sessionOf(user)), user.username).toEqual(
      expectedSight(world.state, user),
    )
}

/** The record that an attempt left; a move answers with its case, and its own record is the new one. */
const madeBy = async (world: World, admin: pg.Client, command: Command, answer: Answer): Promise<string> => {
  if (!isMove(command)) return answer.body?.id
  const known = world.state.moves.map(({ id }) => id)
  const { rows } = await admin.query('select id from case_moves where id <> all ($1)', [known])
  expect(rows).toHaveLength(1)
  return rows[0].id
}

/** What was raised for a decision is what the model says, and is known by its id from then on. */
const nameReviews = async (state: State, admin: pg.Client): Promise<void> => {
  const fresh = state.reviews.filter(({ id }) => id === '')
  const known = state.reviews.map(({ id }) => id).filter((id) => id !== '')
  const { rows } = await admin.query<{ id: string; entryId: string }>(
    `select id, entry_id as "entryId" from basis_reviews where id <> all ($1)`,
    [known],
  )
  expect(rows.map(({ entryId }) => entryId).sort()).toEqual(fresh.map(({ entryId }) => entryId).sort())
  for (const review of fresh) review.id = rows.find((row) => row.entryId === review.entryId)?.id ?? ''
}

/** Tries, compares the answer with the model's, and keeps what it leaves behind. */
export const attempt = async (
  world: World,
  admin: pg.Client,
  user: User,
  command: Command,
  key?: string,
): Promise<Answer> => {
  const status = judge(world.state, user, command)
  const [method, url, body] = requestOf(world.state, command)
  const actor = world.actor(user)
  const answer = await (method === 'POST'
    ? actor.post(url, body, { 'if-match': '*', ...(key && { 'idempotency-key': key }) })
    : actor.delete(url))
  expect(answer.status, `${user.username} ${JSON.stringify(command)} ${answer.text}`).toBe(status)
  const events = await eventsOf(admin, [requestIdOf(answer)])
  const decision = status < 300 ? 'allowed' : 'denied'
  expect(events).toMatchObject([{ actorId: user.id, decision }])
  if (status >= 300) {
    const asked = [...new Set(idsIn(command))].sort()
    expect(events).toMatchObject([{ subjectIds: asked, consentIds: [] }])
  } else apply(world.state, user, command, await madeBy(world, admin, command, answer), answer.body)
  await nameReviews(world.state, admin)
  if (key) world.state.keys.push({ key, userId: user.id, entryId: answer.body.id })
  return answer
}
