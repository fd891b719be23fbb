import { expect, test } from 'vitest'
import type { Json } from '../support/actors.ts'
import { testApp } from '../support/app.ts'

const { as } = await testApp()
const everyone = ['drift.ringparken', 'social.anna', 'koordinator', 'board', 'dpo', 'admin'] as const
const board = as('board')
const indicator = async (id: string): Promise<Json> => (await board.get(`/indicators/${id}`)).body

test('the goals are those of the delaftale, each with its indicator', async () => {
  const { body } = await board.get('/goals')
  expect(body.items.map((goal: Json) => goal.name)).toEqual([
    'At reducere antallet af fraflytninger',
    'At reducere antallet af effektive udsættelser',
    'At øge tilfredsheden i boligområdet',
    'At styrke muligheden for mestring af eget liv',
  ])
  const { items } = (await board.get('/indicators')).body
  expect(body.items.flatMap((goal: Json) => goal.indicatorIds)).toEqual(items.map((i: Json) => i.id))
  for (const { id, ...rest } of items) expect(await indicator(id)).toEqual({ id, ...rest })
})

test('move-outs have 11 and 5 department baselines and two national comparators', async () => {
  const it = await indicator('andel-fraflytninger')
  expect(it).toMatchObject({ name: 'Andelen af årlige fraflytninger', unit: 'percent', baselineYear: 2023 })
  expect(it.baselines.map((b: Json) => `${b.label}: ${b.value.replace('.', ',')}%`)).toEqual([
    'Ringparken: 21,5%',
    'Kølvrå afd.8: 9,3%',
    'Vestervang: 16,3%',
    'Houlkærvænget: 12,7%',
    'Solgården: 20,5%',
    'Kildegården: 13,2%',
    'Rønneallé: 6,7%',
    'Engholmvej: 27,3%',
    'Vestergade: 8,3%',
    'Elmely: 35%',
    'Lindon: 60%',
    'Ellekonebakken: 17,1%',
    'Klostervænget: 17,9%',
    'Kærsangerparken: 11,5%',
    'Stoholm: 22,8%',
    'Karup: 8%',
  ])
  const departments = (await board.get('/departments')).body.items.map((d: Json) => d.id)
  expect(it.baselines.map((b: Json) => b.departmentId)).toEqual(departments)
  expect(it.comparators).toMatchObject([
    { label: 'Landsgennemsnit, familiebolig', value: '10.3' },
    { label: 'Landsgennemsnit, ungdomsbolig', value: '37.8' },
  ])
})

test('satisfaction is 81 and 91 against 80 and 84', async () => {
  const it = await indicator('tilfredshed-i-boligomraadet')
  expect(it.baselines).toMatchObject([
    { departmentId: 'ellekonebakken', value: '81' },
    { departmentId: 'houlkaervaenget', value: '91' },
  ])
  expect(it.comparators.map((c: Json) => c.value)).toEqual(['80', '84'])
  expect([it.baselineYear, it.source]).toEqual([2023, 'BLF trygheds- og trivselsmåling'])
})

test('what the delaftale leaves open is pending, and never 0', async () => {
  const evictions = await indicator('antal-effektive-udsaettelser')
  expect(evictions.baselines).toMatchObject([
    { value: null, status: 'pending', pendingText: 'Opgøres endeligt med udgangen af 2024' },
  ])
  const help = await indicator('andel-med-foranstaltning')
  expect(help.baselines).toMatchObject([{ value: null, status: 'pending', pendingText: 'Data kommer' }])
  expect([evictions.baselineYear, help.baselineYear]).toEqual([2024, null])
})

test('the agreement has its period, parties and three activities with their weekly hours', async () => {
  const { body } = await board.get('/agreement')
  expect(body).toMatchObject({ validFrom: '2025-08-01', validTo: '2029-07-31', revisions: [] })
  expect(body.activities.map((a: Json) => [a.id, a.hoursPerWeek])).toEqual([
    ['hverdagsraadgivning', 17],
    ['civilsamfund-som-samarbejdspartner', 7],
    ['bo-godt', 25],
  ])
  expect(body.parties.length).toBeGreaterThan(3)
})

test('every signed-in role reads, the coordinator alone writes', async () => {
  const body = { value: '1', status: 'final', source: 'x' }
  for (const name of everyone) {
    for (const url of ['/agreement', '/goals', '/indicators', '/indicators/andel-fraflytninger/series'])
      expect((await as(name).get(url)).status).toBe(200)
    if (name === 'koordinator') continue
    const put = await as(name).put('/indicators/andel-fraflytninger/observations/2025', body)
    const revision = await as(name).post('/agreement/revisions', { decidedOn: '2026-01-01', text: 'x' })
    expect([put.status, revision.status]).toEqual([403, 403])
  }
})

test('what the board decides becomes a revision, not before it is decided', async () => {
  const koordinator = as('koordinator')
  const text = 'Timerne til Bo Godt øges'
  expect((await koordinator.post('/agreement/revisions', { decidedOn: '2026-06-10', text })).status).toBe(201)
  expect((await board.get('/agreement')).body.revisions).toMatchObject([{ decidedOn: '2026-06-10', text }])
  const early = await koordinator.post('/agreement/revisions', { decidedOn: '2199-01-01', text })
  expect(early.body.code).toBe('rule_violated')
  for (const body of [{ text }, { decidedOn: '2026-06-10' }, { decidedOn: '2026-06-10', text: '' }])
    expect((await koordinator.post('/agreement/revisions', body)).status).toBe(400)
})
