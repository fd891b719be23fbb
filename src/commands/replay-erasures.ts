import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readSettings } from '../config.ts'
import { keptErasures } from '../retention/list.ts'
import { eraseAgain } from '../retention/replay.ts'
import { runCommand } from './command.ts'
import { connect, sourceOf } from './drill/source.ts'

/** After a restore, before anyone is let in: what was erased since the backup is erased again. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { from: { type: 'string' } } })
  const config = readSettings()
  const { DATABASE_SCHEMA: schema, AUDIT_CHECKPOINT_DIR, BO_GODT_DATA_DIR } = config
  const folder = values.from ?? AUDIT_CHECKPOINT_DIR ?? join(BO_GODT_DATA_DIR, 'checkpoints', schema)
  if (!existsSync(folder)) throw new Error(`${folder} is not there: name the folder of the list with --from`)
  const client = await connect(sourceOf(config))
  try {
    await client.query(`set search_path to ${client.escapeIdentifier(schema)}`)
    const { told, again } = await eraseAgain(client, keptErasures(folder))
    return `${again} of ${told} erased records were here again, and are erased; events among them go when that is sealed`
  } finally {
    await client.end()
  }
})
