import type { TestApp } from '../support/app.ts'
import { publishNothing } from '../support/publications.ts'
import { asOther, type Probe, uuid } from './probe.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

/** One of each kind of figure that the coordinator enters, and an evaluation that is laid before the board. */
export const recordFigures = async (test: TestApp): Promise<State['figures']> => {
  const koordinator = test.as('koordinator')
  const decided = await koordinator.post('/agreement/revisions', {
    decidedOn: '2026-01-05',
    text: 'Flere timer',
  })
  const observed = await koordinator.put('/indicators/andel-fraflytninger/observations/2025', {
    ...{ departmentId: 'karup', value: '8', status: 'final', source: 'Sct. Jørgen' },
  })
  const counted = await koordinator.put('/departments/karup/population/2025', {
    ...{ dwellings: 90, households: 80, residents: 170, source: 'Sct. Jørgen' },
  })
  const said = await koordinator.put('/evaluations/2025/comments/oeget-tilfredshed', { text: 'Godt' })
  await koordinator.post('/evaluations/2025/presentation', {}, { 'if-match': '*' })
  const [move] = await test.database.admin<{ id: string }>('select id from evaluation_moves')
  return {
    comments: [said.body.id],
    moves: [move?.id ?? ''],
    populations: [counted.body.id],
    publications: [await publishNothing(test)],
    revisions: [decided.body.id],
    observations: [observed.body.id],
  }
}

const figures = (world: World): Probe[] => {
  const other = asOther('recorded_by', world.state.users[0]?.id ?? '')
  const observe = (
    more = ['', ''],
  ) => `insert into observations (id, indicator_id, year, value, status, source${more[0]})
    values (${uuid}, 'andel-fraflytninger', 2025, 1, 'final', 'x'${more[1]})`
  const revise = (more = ['', '']) => `insert into agreement_revisions (id, decided_on, text${more[0]})
    values (${uuid}, today(), 'x'${more[1]})`
  const populate = (
    more = ['', ''],
  ) => `insert into department_population (id, department_id, year, dwellings,
    households, residents, source${more[0]}) values (${uuid}, 'karup', 2025, 9, 8, 17, 'x'${more[1]})`
  const comment = (more = ['', '']) => `insert into evaluation_comments (id, year, goal_id, text${more[0]})
    values (${uuid}, 2025, 'oeget-tilfredshed', 'x'${more[1]})`
  return [observe, revise, populate, comment].flatMap((write): Probe[] => [
    { by: 'koordinator', sql: write(), touches: 1 },
    { by: 'koordinator', sql: write(other), touches: 'refused' },
    { by: 'board', sql: write(), touches: 'refused' },
    { by: 'drift.boligviborg', sql: write(), touches: 'refused' },
  ])
}

const publications = (world: World): Probe[] => {
  const publish = (period: string, more = ['', '']) =>
    `insert into publications (id, period${more[0]}) values (${uuid}, '${period}'${more[1]})`
  const other = asOther('requested_by', world.state.users[0]?.id ?? '')
  return [
    { by: 'koordinator', sql: publish('2025-Q2'), touches: 1 },
    { by: 'koordinator', sql: publish('2025-Q2', other), touches: 'refused' },
    { by: 'koordinator', sql: publish('2100'), touches: 'refused' },
    { by: 'board', sql: publish('2025-Q2'), touches: 'refused' },
    { by: 'drift.boligviborg', sql: publish('2025-Q2'), touches: 'refused' },
  ]
}

const evaluation = (world: World): Probe[] => {
  const other = asOther('recorded_by', world.state.users[0]?.id ?? '')
  const move = (kind: string, more = ['', '']) => `insert into evaluation_moves (id, year, kind, content,
    content_hash${more[0]}) values (${uuid}, 2025, '${kind}', '', encode(sha256(''), 'hex')${more[1]})`
  return [
    { by: 'koordinator', sql: move('presentation'), touches: 1 },
    { by: 'koordinator', sql: move('presentation', other), touches: 'refused' },
    { by: 'koordinator', sql: move('approval'), touches: 'refused' },
    { by: 'board', sql: move('approval'), touches: 1 },
    { by: 'board', sql: move('approval', other), touches: 'refused' },
    { by: 'board', sql: move('presentation'), touches: 'refused' },
    { by: 'dpo', sql: move('approval'), touches: 'refused' },
  ]
}

export const figureProbes = (world: World): Probe[] => [
  ...figures(world),
  ...publications(world),
  ...evaluation(world),
]
