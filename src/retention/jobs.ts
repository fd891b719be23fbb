import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { JobsOf } from '../jobs/job.ts'
import { keepErasures } from './list.ts'
import { eraseDue, eraseTold, erasureKinds } from './queries/erasing.ts'

type Part = () => Promise<{ erased: number }[]>

/** A transaction for each part: what is left when it is cut off, the next run takes. */
const whileAny = async (erase: Part, signal: AbortSignal): Promise<void> => {
  for (let erased = 1; erased > 0 && !signal.aborted; ) erased = (await erase())[0]?.erased ?? 0
}

/** Erases all that is due. What can't be erased of one kind keeps no other one. @throws with the first error as its cause */
export const eraseAllDue = async (pool: Pool, signal: AbortSignal): Promise<void> => {
  const errors: unknown[] = []
  const kinds = await run(pool, erasureKinds, {})
  // Events go the night after they were told of, when that is sealed: so they come first.
  const parts: Part[] = [
    () => run(pool, eraseTold, {}),
    ...kinds.map(
      ({ kind }) =>
        () =>
          run(pool, eraseDue, { kind }),
    ),
  ]
  for (const part of parts) await whileAny(part, signal).catch((error) => errors.push(error))
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
