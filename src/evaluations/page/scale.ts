/** The axis of a chart: only for drawing, so in floating-point numbers. */
export interface Axis {
  low: string
  high: string
  ticks: string[]
}

const steps = [0.5, 1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1_000]
const fewest = 8

/** Round numbers around what is drawn; from 0 unless that would press it all together at one end. */
export const axisOf = (numbers: number[]): Axis => {
  const [least, most] = [Math.min(...numbers), Math.max(...numbers)]
  const from = least > most / 2 ? least - (most - least) / 2 : 0
  const step = steps.find((each) => (most - from) / each <= fewest) ?? most
  const low = Math.max(0, Math.floor(from / step) * step)
  const high = Math.max(Math.ceil(most / step) * step, low + step)
  const ticks = Array.from({ length: Math.round((high - low) / step) + 1 }, (_, index) =>
    String(low + index * step),
  )
  return { low: String(low), high: String(high), ticks }
}
