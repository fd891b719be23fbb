import { codelists } from '../../kernel/codes.ts'
import type { Evaluation } from '../evaluation.ts'
import type { Direction } from '../rules.ts'

export type Indicator = Evaluation['goals'][number]['indicators'][number]
export type Baseline = Indicator['baselines'][number]
export type Observed = Indicator['observations'][number]

const noBreak = '\u00a0'
const unitOf = (unit: Indicator['unit']) => (unit === 'percent' ? `${noBreak}%` : '')

/** A decimal as Danes write it, and nothing rounded: `21.5` is `21,5`. */
export const decimal = (value: string): string => value.replace('.', ',').replace('-', '−')

export const figure = (value: string, unit: Indicator['unit']): string => `${decimal(value)}${unitOf(unit)}`

/** A change has its sign. */
export const changeInWords = (change: string): string =>
  /^-?0(\.0*)?$/.test(change) ? '0' : decimal(change.startsWith('-') ? change : `+${change}`)

export const directionInWords = (direction: Direction): string => codelists.direction[direction]

const counted: [Direction, string][] = [
  ['better', 'bedre'],
  ['worse', 'dårligere'],
  ['unchanged', 'uændret'],
]

const inDepartments = (n: number) => `${n} ${n === 1 ? 'afdeling' : 'afdelinger'}`

/** Where the figures point, in a sentence: `Bedre i 9 afdelinger, dårligere i 4 afdelinger.` */
export const courseOf = ({ observations, direction, better, baselines }: Indicator): string => {
  if (better === null) return 'Delaftalen siger ikke, hvilken vej der er bedst.'
  const departments = observations.filter(({ departmentId }) => departmentId !== null)
  const parts = counted.flatMap(([code, word]) => {
    const n = departments.filter((one) => one.direction === code).length
    return n > 0 ? [`${word} i ${inDepartments(n)}`] : []
  })
  if (parts.length > 0) return capital(`${parts.join(', ')}.`)
  if (direction !== 'unknown') return `${directionInWords(direction)} i hele området.`
  return baselines.every(({ status }) => status === 'pending')
    ? 'Kan ikke afgøres: udgangspunktet afventer.'
    : 'Kan ikke afgøres: årets tal mangler eller afventer.'
}

const capital = (text: string) => text.slice(0, 1).toUpperCase() + text.slice(1)

/** What is hoped for. */
export const hopeOf = ({ better }: Indicator): string =>
  ({ lower: 'Lavere er bedre.', higher: 'Højere er bedre.', none: '' })[better ?? 'none']
