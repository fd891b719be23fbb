import { baselines } from './agreement.ts'
import { type Event, start } from './homes.ts'
import type { Random } from './random.ts'

const moveOuts = 'andel-fraflytninger'
const satisfaction = 'tilfredshed-i-boligomraadet'

type Figure = [
  indicator: string,
  department: string | null,
  value: string | null,
  source: string,
  note?: string,
]

const observed =
  (year: number, figures: Figure[]) =>
  (at: Date): Event[] =>
    figures.map(([indicator, departmentId, value, source, note]) => ({
      at,
      run: async (send) => {
        const body = { departmentId, value, status: value === null ? 'pending' : 'final', source, note }
        const url = `/indicators/${indicator}/observations/${year}`
        await send({ at, as: 'koordinator', method: 'PUT', url, body })
      },
    }))

const said =
  (year: number, comments: Record<string, string>) =>
  (at: Date): Event[] =>
    Object.entries(comments).map(([goal, text]) => ({
      at,
      run: async (send) => {
        const url = `/evaluations/${year}/comments/${goal}`
        await send({ at, as: 'koordinator', method: 'PUT', url, body: { text } })
      },
    }))

/** Invented, near the baselines: most a little better; one is pending and one was never reported. */
const moveOutsOf = (random: Random): Figure[] =>
  baselines.flatMap(({ indicator_id, department_id, value, source }): Figure[] => {
    if (indicator_id !== moveOuts || value === null || department_id === 'vestergade') return []
    if (department_id === 'lindon')
      return [[moveOuts, department_id, null, source, 'Afdelingen er under ombygning; tallet kommer senere.']]
    const now = Math.round(Number(value) * 10) + random.between(-24, 11)
    return [[moveOuts, department_id, String(Math.max(0, now) / 10), source]]
  })

const survey = 'BLF trygheds- og trivselsmåling'
const kommune = 'Viborg Kommune, boligsocial monitorering'

const figuresOf = (random: Random): Figure[] => [
  ...moveOutsOf(random),
  ['antal-effektive-udsaettelser', null, '4', 'Boligselskabet Viborg og Boligselskabet Sct. Jørgen'],
  [satisfaction, 'ellekonebakken', '83.5', survey],
  [satisfaction, 'houlkaervaenget', '90', survey, 'Målt, mens gården blev gravet op.'],
  ['andel-med-foranstaltning', null, null, kommune, 'Kommunen er ved at afgrænse målgruppen.'],
]

const comments = {
  'faerre-fraflytninger': `I de fleste afdelinger flytter færre end i udgangspunktet. Det går bedst, hvor drift og socialafdeling har talt sammen, før den første påmindelse blev sendt.

Afdelinger med få boliger svinger meget fra år til år, fordi én fraflytning fylder flere procentpoint.`,
  'faerre-effektive-udsaettelser':
    'Udgangspunktet er ikke endeligt opgjort, så årets fire udsættelser kan ikke holdes op imod det.',
  'oeget-tilfredshed':
    'Ellekonebakken er gået frem efter de nye aftaler om støj. Houlkærvænget er gået lidt tilbage, mens der blev bygget.',
}

const midway = (year: number) => [
  observed(year, [
    ...['ellekonebakken', 'houlkaervaenget'].map(
      (department): Figure => [satisfaction, department, null, survey, `Måles i november ${year}.`],
    ),
    [moveOuts, 'ringparken', null, 'BoligViborg', `Opgøres i februar ${year + 1}.`],
  ]),
  said(year, {
    'faerre-fraflytninger': `Foreløbigt: boligorganisationerne opgør året i februar ${year + 1}.`,
  }),
]

/** What the coordinator enters and says of each year that is over, and of the one that goes on; all are drafts. */
export const evaluations = (random: Random, end: Date): Event[] => {
  const on = (year: number, month: number, day: number) => new Date(Date.UTC(year, month - 1, day, 9))
  const years = Array.from({ length: 5 }, (_, index) => start.getUTCFullYear() + index)
  return years
    .flatMap((year) => {
      const [tell, underway] = midway(year)
      return [
        ...(tell?.(on(year, 8, 17)) ?? []),
        ...(underway?.(on(year, 8, 18)) ?? []),
        ...observed(year, figuresOf(random))(on(year + 1, 2, 16)),
        ...said(year, comments)(on(year + 1, 2, 23)),
      ]
    })
    .filter(({ at }) => at < end)
}
