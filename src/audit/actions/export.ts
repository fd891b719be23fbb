import { Readable } from 'node:stream'
import type { Pool } from 'pg'
import { change, readOn } from '../../database/scope.ts'
import type { Call } from '../../kernel/call.ts'
import { DomainError } from '../../kernel/errors.ts'
import * as queries from '../queries/proofs.ts'
import { blocksOf, type Place } from '../sealing/tree.ts'
import { asked, nodesOf } from './proofs.ts'

/** An event with what opens its leaf; what is missing of it is left out, so that whoever verifies it sees. */
const lineOf = ({ index, leaf, salt, ...event }: queries.Sealed): string => {
  const rest = event.id === null ? { leaf: JSON.parse(leaf) } : { event }
  return `${JSON.stringify({ index, ...rest, ...(salt !== null && { salt }) })}\n`
}

async function* linesOf(pool: Pool, call: Call, head: string, start: number, end: number) {
  yield head
  for (let next = start; next < end; ) {
    const page = await readOn(pool, call, queries.exportPage, { next, end })
    yield page.map(lineOf).join('')
    next = (page.at(-1)?.index ?? end) + 1
  }
}

/**
 * The sealed events of a period as NDJSON, with what is needed to verify them without the system: the first line holds
 * the signed checkpoint and the hashes of what comes before and after. Pages are read as they are sent.
 * @throws conflict when nothing is sealed yet
 */
export const exportPeriod = async (
  pool: Pool,
  call: Call,
  period: { from?: string | undefined; to?: string | undefined },
): Promise<Readable> => {
  let [start, end] = [0, 0]
  let sides: Place[][] = []
  const { checkpoint, nodes } = await change(pool, call, async (tx) => {
    const [found] = await tx.rows(queries.findRun(period), period)
    if (!found) throw new DomainError('conflict', 'Sporet er ikke forseglet endnu. Prøv igen om lidt.')
    start = found.start ?? found.size
    end = found.end ?? found.size
    sides = [blocksOf(0, start), blocksOf(end, found.size)]
    return { recorded: queries.beginExport, values: { size: found.size, ...asked(sides.flat()) } }
  })
  const known = new Map(nodesOf(nodes).map(({ level, index, hash }) => [`${level} ${index}`, hash]))
  const [before, after] = sides.map((places) =>
    places.map(({ level, index }) => known.get(`${level} ${index}`)?.toString('base64')),
  )
  const head = { format: 'bo-godt-audit/1', checkpoint, from: start, to: end, before, after }
  return Readable.from(linesOf(pool, call, `${JSON.stringify(head)}\n`, start, end))
}
