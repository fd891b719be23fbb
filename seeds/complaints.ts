import { dateOf } from '../src/kernel/calendar.ts'
import { type Code, codesOf } from '../src/kernel/codes.ts'
import type { Send } from './demo.ts'
import { driftOf, type Event, type Household, person, start } from './homes.ts'
import type { Random } from './random.ts'
import { departments } from './reference.ts'
import { happenings } from './texts.ts'

const dayMs = 86_400_000

const common: Code<'naboklageCategory'>[] = [
  'noise',
  'noise',
  'noise',
  'smoke',
  'waste',
  'harassment',
  'neglect',
]

/** One complaint as it is handled. */
interface Handling {
  home: Household
  url: string
}

type Act = (handling: Handling, send: Send, at: Date) => Promise<unknown>

const contentOf = (random: Random, home: Household, at: Date) => {
  const category = random.chance(0.6) ? random.pick(common) : random.pick(codesOf('naboklageCategory'))
  const { description, summary } = happenings[category]
  const occurredAt = new Date(at.getTime() - random.between(2, 70) * 3_600_000)
  return {
    departmentId: home.department.id,
    place: `Ved ${home.address}`,
    complainant: { name: person(random), contact: `+45 ${random.between(20_000_000, 69_999_999)}` },
    category,
    occurredAt: (occurredAt < start ? start : occurredAt).toISOString(),
    description,
    ...(random.chance(0.7) && { sharedSummary: summary }),
    ...(random.chance(0.2) && { writtenWithHelpFrom: 'Ejendomskontoret' }),
    ...(random.chance(0.1) && { demandedOn: at.toISOString().slice(0, 10) }),
  }
}

/** As the landlord's staff who have just looked at it. */
const move =
  (kind: string, body: (at: Date) => object): Act =>
  ({ home, url }, send, at) =>
    send({ at, as: driftOf(home.department), url: `${url}/${kind}`, body: body(at) })

const step = (kind: Code<'naboklageStepKind'>, more: object = {}): Act =>
  move('steps', (at) => ({ kind, on: dateOf(at), ...more }))

const ladder = (['assessment', 'request', 'landlord_reminder', 'complaints_board'] as const).map((kind) =>
  step(kind),
)

/** How far a complaint comes, and whether that ends it. */
const climb = (random: Random): [number, Act][] => {
  let day = 0
  const after = (days: number, act: Act): [number, Act] => {
    day += days
    return [day, act]
  }
  const height = [0.5, 0.55, 0.4, 0.3].findIndex((chance) => !random.chance(chance))
  const steps = (height < 0 ? ladder : ladder.slice(0, height)).map((act) =>
    after(random.between(1, 12), act),
  )
  if (!random.chance(0.45)) return steps
  const outcome = random.pick(['resolved', 'resolved', 'resolved', 'no_basis', 'withdrawn'] as const)
  return [...steps, after(random.between(3, 25), step('closure', { outcome }))]
}

/** A tenancy is known once its household has moved in. */
const file =
  (content: object, knowsWhom = true): Act =>
  async (handling, send, at) => {
    const { department, tenancyId } = handling.home
    const body = { ...content, ...(knowsWhom && { respondentTenancyId: tenancyId }) }
    const { id } = await send({ at, as: driftOf(department), url: '/naboklager', body })
    handling.url = `/naboklager/${id}`
  }

/** From here on a case may take it up. */
const isKnown: Act = async ({ home, url }) => home.naboklageIds.push(url.split('/').at(-1) ?? '')

const written = (content: object): [number, Act][] => [
  [0, file({ ...content, channel: 'written' })],
  [0, isKnown],
]

const oral = ({ description, ...content }: { description: string }): [number, Act][] => [
  [0, file({ ...content, channel: 'oral', description: 'Fortalt ved skranken.' })],
  [1, move('writing-down', () => ({ description, writtenWithHelpFrom: 'Ejendomskontoret' }))],
  [1, isKnown],
]

/** Filed with a neighbouring department of the same landlord, which passes it on. */
const misfiled = (content: object, { department }: Household): [number, Act][] => {
  const other = departments.find(
    (d) => d.organisationId === department.organisationId && d.id !== department.id,
  )
  const right: Act = ({ home, url }, send, at) =>
    send({
      at,
      as: driftOf(department),
      method: 'PATCH',
      url,
      body: { respondentTenancyId: home.tenancyId },
    })
  return [
    [0, file({ ...content, channel: 'written', departmentId: other?.id }, false)],
    [
      1,
      move('transfer', () => ({
        departmentId: department.id,
        reason: 'Klagen handler om en anden afdeling.',
      })),
    ],
    [1, right],
    [1, isKnown],
  ]
}

/** A complaint and what becomes of it, before the end. `handled` is a generator of its own: the rest stays as it is. */
export const complain = (random: Random, handled: Random, home: Household, at: Date, end: Date): Event[] => {
  const content = contentOf(random, home, at)
  const handling: Handling = { home, url: '' }
  const way = handled.next()
  const filing = way < 0.08 ? oral(content) : way < 0.1 ? misfiled(content, home) : written(content)
  const climbing = climb(handled).map(([days, act]): [number, Act] => [days + 2, act])
  return [...filing, ...climbing]
    .map(([days, act]) => ({ at: new Date(at.getTime() + days * dayMs), act }))
    .filter((event) => event.at < end)
    .map((event) => ({ at: event.at, run: async (send) => void (await event.act(handling, send, event.at)) }))
}
