import { run } from '../database/scope.ts'
import type { JobsOf } from '../jobs/job.ts'
import { reachOf } from './addresses.ts'
import { deliverDue } from './delivery.ts'
import { purgeLog } from './queries/outbox.ts'

export const webhookJobs: JobsOf = ({ config }) => {
  const reach = reachOf(config.WEBHOOK_ALLOWED_NETWORKS)
  return [
    {
      name: 'webhooks.deliver',
      schedule: '* * * * *',
      wokenBy: `${config.DATABASE_SCHEMA}.webhooks`,
      handle: ({ pool, signal }) => deliverDue({ pool, reach, signal }),
    },
    {
      name: 'webhooks.purge',
      schedule: '17 3 * * *',
      handle: async ({ pool }) => void (await run(pool, purgeLog, {})),
    },
  ]
}
