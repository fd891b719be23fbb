import { bytesOf, Flaw, type Header, type Line, readLine } from './line.ts'
import { Growing, widths } from './merkle.ts'

/** What an export's events come to. */
export interface Walked {
  /** The tree's root at each size that was asked for and that the export reaches. */
  roots: Map<number, Buffer>
  /** When the earliest and the latest event happened. */
  first: string
  last: string
  erased: number
  /** The numbers of those whose erasure no later event of the export tells. */
  untold: number[]
}

const lineAt = (line: string, index: number, from: number): Line => {
  try {
    return readLine(line, index)
  } catch (flaw) {
    if (flaw instanceof Flaw) throw new Flaw(`har en fejl: linje ${index - from + 2} ${flaw.message}`)
    throw flaw
  }
}

/**
 * Goes through an export's events, line by line, and grows the tree that they make with what is before and after them.
 * @throws Flaw when a line is not what it must be
 */
export const walk = async (
  lines: AsyncIterator<string>,
  { from, to, before, after }: Header,
  size: number,
  wanted: Set<number>,
): Promise<Walked> => {
  const tree = new Growing()
  const walked: Walked = { roots: new Map(), first: '', last: '', erased: 0, untold: [] }
  /** An erasure is told before the event goes, and after the event happened: so it stands further on. */
  const untold = new Map<string, number>()
  const reach = (at: number) => wanted.has(at) && walked.roots.set(at, tree.root)
  const lay = (hashes: string[], start: number, end: number) => {
    for (const [at, width] of widths(start, end).entries()) tree.add(width, bytesOf(hashes[at]))
  }
  lay(before, 0, from)
  reach(from)
  for (let index = from; index < to; index += 1) {
    const { value, done } = await lines.next()
    if (done) throw new Flaw(`slutter efter hændelse ${index - 1}; den skulle gå til ${to - 1}`)
    const { hash, id, occurredAt, erased, tells } = lineAt(value, index, from)
    tree.add(1, hash)
    if (index === from || occurredAt < walked.first) walked.first = occurredAt
    if (occurredAt > walked.last) walked.last = occurredAt
    if (erased) {
      walked.erased += 1
      untold.set(id, index)
    }
    for (const each of tells) untold.delete(each)
    reach(index + 1)
  }
  let rest = await lines.next()
  while (rest.value === '') rest = await lines.next()
  if (!rest.done) throw new Flaw('har flere linjer, end den skulle')
  lay(after, to, size)
  reach(size)
  walked.untold = [...untold.values()]
  return walked
}
