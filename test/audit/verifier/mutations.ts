import type { Json } from '../../support/actors.ts'

/** One way of forging an export: what was done, and what it looks like after. */
export interface Forgery {
  what: string
  lines: string[]
}

const turned = (text: string, at: number): string => {
  const other = text[at] === '0' ? '1' : '0'
  return `${text.slice(0, at)}${other}${text.slice(at + 1)}`
}

const others = (value: Json): Json[] => {
  if (typeof value === 'string' && value !== '')
    return [...new Set([0, value.length >> 1, value.length - 1])].map((at) => turned(value, at))
  if (typeof value === 'number') return [value + 1, value - 1, String(value)]
  if (Array.isArray(value))
    return [[...value, value[0] ?? 'AAAA'], ...(value.length > 0 ? [value.slice(1)] : [])]
  return ['0']
}

const swapped = (value: Json): Json[] =>
  Array.isArray(value) && value.length > 1 ? [[value[1], value[0], ...value.slice(2)]] : []

const isParent = (value: Json): boolean => value !== null && typeof value === 'object'

/** The same with one thing changed, at each place in it. */
function* changed(value: Json, path = ''): Generator<{ path: string; value: Json }> {
  for (const other of [...(isParent(value) && !Array.isArray(value) ? [] : others(value)), ...swapped(value)])
    yield { path, value: other }
  if (!isParent(value)) return
  for (const name of Object.keys(value)) {
    for (const inner of changed(value[name], `${path}/${name}`)) {
      const copy = Array.isArray(value) ? [...value] : { ...value }
      copy[name] = inner.value
      yield { path: inner.path, value: copy }
    }
    if (Array.isArray(value)) continue
    const { [name]: _gone, ...rest } = value
    yield { path: `${path}/${name} removed`, value: rest }
  }
  if (!Array.isArray(value)) yield { path: `${path}/more`, value: { ...value, more: 1 } }
}

/** Every value of every line changed, every field removed, and one added to every object. */
export function* fieldForgeries(lines: string[]): Generator<Forgery> {
  for (const [at, line] of lines.entries())
    for (const { path, value } of changed(JSON.parse(line)))
      yield { what: `line ${at} ${path}`, lines: lines.with(at, JSON.stringify(value)) }
}

/** As if there had always been as many events as now: numbers and header are put right. */
const renumbered = ([head = '', ...events]: string[]): string[] => {
  const header = JSON.parse(head)
  const all = events.map((line, at) => JSON.stringify({ ...JSON.parse(line), index: header.from + at }))
  return [JSON.stringify({ ...header, to: header.from + events.length }), ...all]
}

/** Lines dropped, doubled, put elsewhere and cut off, plainly and with all numbers put right. */
export function* lineForgeries(lines: string[]): Generator<Forgery> {
  const plain: Forgery[] = lines.flatMap((line, at) => {
    if (at === 0) return []
    const without = lines.toSpliced(at, 1)
    return [
      { what: `line ${at} dropped`, lines: without },
      { what: `line ${at} doubled`, lines: lines.toSpliced(at, 0, line) },
      { what: `line ${at} put first`, lines: at === 1 ? without : without.toSpliced(1, 0, line) },
      { what: `cut off before ${at}`, lines: lines.slice(0, at) },
      { what: `line ${at} cut in half`, lines: lines.with(at, line.slice(0, line.length >> 1)) },
    ]
  })
  for (const forgery of plain) {
    yield forgery
    if (!forgery.what.includes('half'))
      yield { what: `${forgery.what}, renumbered`, lines: renumbered(forgery.lines) }
  }
}
