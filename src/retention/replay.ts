import type { ClientBase } from 'pg'
import type { Erasure } from './rules.ts'

export interface Replayed {
  /** So many the list tells of. */
  told: number
  /** So many of them were here again. */
  again: number
}

/** What was erased in one transaction, in the order in which foreign keys let it. */
async function* together(erasures: AsyncIterable<Erasure>): AsyncGenerator<Erasure[]> {
  let some: Erasure[] = []
  for await (const one of erasures) {
    const [first] = some
    if (first && (first.kind !== one.kind || first.erasedAt !== one.erasedAt || first.keep !== one.keep)) {
      yield some
      some = []
    }
    some.push(one)
  }
  if (some.length > 0) yield some
}

/**
 * Erases again, in a database that was restored from an older backup, what was erased since; also when it is done again.
 * The client's search path names the schema, and its user may become bo_godt_owner.
 */
export const eraseAgain = async (client: ClientBase, erasures: AsyncIterable<Erasure>): Promise<Replayed> => {
  const replayed = { told: 0, again: 0 }
  await client.query('set role bo_godt_owner')
  for await (const some of together(erasures)) {
    const { kind, keep, erasedAt } = some[0] as Erasure
    const ids = some.map(({ id }) => id)
    const { rows } = await client.query('select erase_again($1, $2, $3, $4) as again', [
      kind,
      ids,
      keep,
      erasedAt,
    ])
    replayed.told += ids.length
    replayed.again += rows[0].again
  }
  await client.query('reset role')
  return replayed
}
