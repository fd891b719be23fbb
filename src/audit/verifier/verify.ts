import type { KeyObject } from 'node:crypto'
import { Flaw, type Header, readHeader } from './line.ts'
import { widths } from './merkle.ts'
import { type Checkpoint, readCheckpoint } from './note.ts'
import { type Walked, walk } from './walk.ts'

/** In Danish, for people. */
export interface Verdict {
  holds: string[]
  fails: string[]
  /** What this export can't tell. */
  open: string[]
}

/** A checkpoint that was kept outside of the system, and where. */
export interface Kept {
  name: string
  note: string
}
type Outside = Checkpoint & Kept

/** Two checkpoints of one size that differ are two histories. */
const readKept = (kept: Kept[], keys: KeyObject[], fails: string[]): Outside[] => {
  const bySize = new Map<number, Outside>()
  for (const one of kept) {
    const checkpoint = readCheckpoint(one.note, keys)
    const same = checkpoint && bySize.get(checkpoint.size)
    if (!checkpoint) fails.push(`Kontrolpunktet ${one.name} er ikke underskrevet med en af nøglerne.`)
    else if (!same) bySize.set(checkpoint.size, { ...checkpoint, ...one })
    else if (same.rootText !== checkpoint.rootText)
      fails.push(`Kontrolpunkterne ${same.name} og ${one.name} fortæller to forskellige historier.`)
  }
  return [...bySize.values()]
}

const requireFit = ({ from, to, before, after }: Header, { size }: Checkpoint): void => {
  if (from > to || to > size) throw new Flaw('har numre, der ikke passer med dens eget kontrolpunkt')
  if (before.length !== widths(0, from).length || after.length !== widths(to, size).length)
    throw new Flaw('har for få eller for mange hashværdier')
}

const are = (count: number): string => (count === 1 ? 'Et kontrolpunkt' : `${count} kontrolpunkter`)
const spanOf = (some: Outside[]): string => {
  const sizes = some.map(({ size }) => size).toSorted((a, b) => a - b)
  return `${are(some.length)} over ${[...new Set([sizes.at(0), sizes.at(-1)])].join(' til ')} hændelser`
}

const flawOf = (one: Outside, own: Checkpoint, root: Buffer | undefined): string | undefined => {
  const { name, size, origin } = one
  if (origin !== own.origin) return `Kontrolpunktet ${name} er af et andet spor: ${origin}.`
  if (size > own.size)
    return `Kontrolpunktet ${name} dækker ${size} hændelser, men eksporten kender kun ${own.size}: der mangler hændelser, eller den er lavet før kontrolpunktet.`
  if (root && !root.equals(one.root))
    return `De første ${size} hændelser er ikke dem, der blev underskrevet i kontrolpunktet ${name}.`
  return undefined
}

const judgeKept = (kept: Outside[], own: Checkpoint, { roots }: Walked, { holds, fails, open }: Verdict) => {
  const flaws = kept.map((one) => flawOf(one, own, roots.get(one.size)))
  const sound = kept.filter((_, at) => flaws[at] === undefined)
  const met = sound.filter(({ size }) => roots.has(size))
  const beyond = sound.filter(({ size }) => !roots.has(size))
  fails.push(...flaws.flatMap((flaw) => flaw ?? []))
  if (met.length > 0) holds.push(`${spanOf(met)} er underskrevet over netop disse.`)
  if (beyond.length > 0) open.push(`${spanOf(beyond)} ligger uden for det, som eksporten kan fortælle om.`)
}

/** An event that is gone without a word in the trail was taken out by somebody, whatever is left of it. */
const judgeErased = (whole: boolean, { erased, untold }: Walked, { holds, fails, open }: Verdict) => {
  const told = erased - untold.length
  if (told > 0)
    holds.push(
      `${told} af dem er slettet, og sporet fortæller det: kun hvornår, hvad og hvorfor er tilbage af dem.`,
    )
  if (untold.length === 0) return
  const which = `${untold.length} er fjernet (den første er nummer ${untold[0]})`
  if (whole) fails.push(`${which}, uden at sporet fortæller, at de er slettet.`)
  else open.push(`${which}. Om de er slettet, fortælles i senere hændelser, som eksporten ikke har med.`)
}

const judgeOwn = ({ from, to }: Header, own: Checkpoint, walked: Walked, verdict: Verdict) => {
  const { holds, fails } = verdict
  const { roots, first, last } = walked
  if (!roots.get(own.size)?.equals(own.root)) {
    fails.push(
      'Hændelserne er ikke dem, der blev forseglet: noget er ændret, fjernet, tilføjet eller byttet om.',
    )
    return
  }
  const which = `Hændelse ${from} til ${to - 1} af ${own.size} (${first} til ${last})`
  holds.push(
    to > from
      ? `${which} er alle med, i rækkefølge og uændrede.`
      : `Eksporten er tom; sporet har ${own.size} hændelser.`,
  )
  judgeErased(to === own.size, walked, verdict)
}

/** Judges one export against checkpoints that were kept elsewhere; nothing but the keys is taken for granted. */
export const verifyExport = async (
  source: AsyncIterable<string>,
  kept: Kept[],
  keys: KeyObject[],
): Promise<Verdict> => {
  const verdict: Verdict = { holds: [], fails: [], open: [] }
  const outside = readKept(kept, keys, verdict.fails)
  try {
    const lines = source[Symbol.asyncIterator]()
    const header = readHeader((await lines.next()).value ?? '')
    const own = readCheckpoint(header.checkpoint, keys)
    if (!own) throw new Flaw('har et kontrolpunkt, der ikke er underskrevet med en af nøglerne')
    requireFit(header, own)
    const wanted = new Set([own.size, ...outside.map(({ size }) => size)])
    const walked = await walk(lines, header, own.size, wanted)
    judgeOwn(header, own, walked, verdict)
    judgeKept(outside, own, walked, verdict)
  } catch (flaw) {
    if (!(flaw instanceof Flaw)) throw flaw
    verdict.fails.push(`Eksporten ${flaw.message}.`)
  }
  return verdict
}
