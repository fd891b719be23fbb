import { run } from '../database/scope.ts'
import type { Job, JobsOf } from '../jobs/job.ts'
import { danishWorkingDays } from '../kernel/working-days.ts'
import { raiseDueNotices } from './actions.ts'
import { createMailer } from './mail.ts'
import { openBatches } from './queries.ts'

const mailBatch = 'notices.mail-batch'

const mailing: JobsOf = ({ config }) => {
  const mailer = createMailer(config)
  if (!mailer) return []
  const collect: Job = {
    name: 'notices.mail',
    schedule: '*/5 * * * *',
    handle: async ({ pool, send }) => {
      for (const { batch } of await run(pool, openBatches, {})) await send(mailBatch, batch)
    },
  }
  const deliver: Job = {
    name: mailBatch,
    // About a day, before the next collection begins anew.
    retries: { times: 30, seconds: 30, atMostSeconds: 3_600 },
    handle: async ({ pool, id }) => {
      if (id) await mailer.send(pool, id)
    },
  }
  return [deliver, collect]
}

export const notificationJobs: JobsOf = (context) => {
  const { UNTOUCHED_WORKING_DAYS: days, OFFICE_CLOSED_ON: closedOn } = context.config
  const isWorkingDay = danishWorkingDays(closedOn)
  const raise: Job = {
    name: 'notices.raise',
    schedule: '* * * * *',
    handle: ({ pool }) => raiseDueNotices(pool, days, isWorkingDay),
  }
  return [raise, ...mailing(context)]
}
