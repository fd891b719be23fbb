import { send, withClient } from '../database/client.ts'
import { bind } from '../database/statement.ts'
import type { JobsOf } from '../jobs/job.ts'
import { addMonths, indexEndedMonths, withoutTimeout } from './queries/months.ts'

export const auditJobs: JobsOf = () => [
  {
    name: 'audit.months',
    schedule: '41 2 * * *',
    handle: ({ pool }) =>
      withClient(pool, async (client) => {
        await send(client, [bind(addMonths, {})])
        await send(client, [bind(withoutTimeout, {}), bind(indexEndedMonths, {})])
      }),
  },
]
