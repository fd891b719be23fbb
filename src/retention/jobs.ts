import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { JobsOf } from '../jobs/job.ts'
import { keepErasures } from './list.ts'
import { eraseDue, erasureKinds } from './queries/erasing.ts'
import type { Kind } from './rules.ts'

/** A transaction for each part: what is left when it is cut off, the next run takes. */
const eraseKind = async (pool: Pool, kind: Kind, signal: AbortSignal): Promise<void> => {
  for (let erased = 1; erased > 0 && !signal.aborted; )
    erased = (await run(pool, eraseDue, { kind }))[0]?.erased ?? 0
}

/** Erases all that is due. What can't be erased of one kind keeps no other one. @throws with the first error as its cause */
export const eraseAllDue = async (pool: Pool, signal: AbortSignal): Promise<void> => {
  const errors: unknown[] = []
  for (const { kind } of await run(pool, erasureKinds, {}))
    await eraseKind(pool, kind, signal).catch((error) => errors.push(error))
  if (errors.length > 0) throw new Error('some kinds of records were not erased', { cause: errors[0] })
}

export const retentionJobs: JobsOf = ({ checkpointDir }) => [
  {
    name: 'retention.erase',
    schedule: '41 3 * * *',
    handle: async ({ pool, signal }) => {
      try {
        await eraseAllDue(pool, signal)
      } finally {
        if (checkpointDir) await keepErasures(pool, checkpointDir)
      }
    },
  },
]
