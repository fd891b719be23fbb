import type { Client } from 'pg'
import { keptErasures } from '../../retention/list.ts'
import { eraseAgain } from '../../retention/replay.ts'
import type { Erasure } from '../../retention/rules.ts'
import type { Findings } from './examine.ts'
import type { Copy } from './restore.ts'
import { connect } from './source.ts'

async function* allOf(folders: string[]): AsyncGenerator<Erasure> {
  for (const folder of folders) yield* keptErasures(folder)
}

/** Where a record of a kind would be. Of a case that consents are left of, what it was about would be; an event is told of. */
const left = `
  select count(*)::int as n from unnest($1::text[], $2::uuid[]) l (kind, id)
  where exists (select from naboklager r where r.id = l.id) or exists (select from consents r where r.id = l.id)
    or exists (select from cases r where r.id = l.id and r.problem <> '')
    or exists (select from tenancies r where r.id = l.id) or exists (select from meetings r where r.id = l.id)
    or exists (select from audit_events r where r.id = l.id
      and not exists (select from erasures e where e.record_id = r.id and e.kind = 'audit_event'))`

const stillThere = async (client: Client, erasures: AsyncIterable<Erasure>): Promise<number> => {
  const list: Erasure[] = []
  for await (const one of erasures) list.push(one)
  const { rows } = await client.query(left, [list.map(({ kind }) => kind), list.map(({ id }) => id)])
  return rows[0].n
}

/** Erases on the copy what the lists outside tell, as one does after a restore, and looks whether it is gone. */
export const eraseOnCopy = async (copy: Copy, folders: string[], schema: string): Promise<Findings> => {
  const client = await connect(copy.adminUrl)
  try {
    await client.query(`set search_path to ${client.escapeIdentifier(schema)}`)
    const { told, again } = await eraseAgain(client, allOf(folders))
    const there = await stillThere(client, allOf(folders))
    return {
      holds: [`Listen over sletninger har ${told}; ${again} af dem var på kopien igen, og er slettet på ny.`],
      fails: there > 0 ? [`${there} af det, der er slettet, er stadig på kopien.`] : [],
    }
  } finally {
    await client.end()
  }
}
