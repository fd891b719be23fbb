import type { Baseline, Indicator, Observed } from './words.ts'

/** A line of an indicator's table and chart: an area, what it came from, and where it is this year. */
export interface Row {
  label: string
  baseline: Baseline | undefined
  observed: Observed | undefined
}

/** The areas of the baselines in their order, then those that have a figure of the year alone. */
export const rowsOf = ({ baselines, observations }: Indicator): Row[] => {
  const known = baselines.map(({ departmentId }) => departmentId)
  return [
    ...baselines.map((baseline) => ({
      ...{ label: baseline.label, baseline },
      observed: observations.find(({ departmentId }) => departmentId === baseline.departmentId),
    })),
    ...observations
      .filter(({ departmentId }) => !known.includes(departmentId))
      .map((observed) => ({ label: observed.label, baseline: undefined, observed })),
  ]
}

/** Where the figures of an indicator come from: each source once, called by a letter. */
export const sourcesOf = ({ baselines, observations, comparators }: Indicator): string[] => [
  ...new Set([...baselines, ...observations, ...comparators].map(({ source }) => source)),
]

export const letter = (index: number): string =>
  String.fromCharCode(97 + (index % 26)).repeat(1 + Math.floor(index / 26))
