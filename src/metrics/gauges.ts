import { Gauge, type Registry } from 'prom-client'
import type { JobState, State } from './queries.ts'

const prefix = 'bo_godt_'

const ofState: [keyof State, string, string][] = [
  ['unsealed', 'trail_unsealed_events', 'Events that wait for their seal (counted to 10000)'],
  ['sealDelay', 'trail_seal_delay_seconds', 'How long the oldest unsealed event has waited'],
  ['checkpointSize', 'trail_checkpoint_size', 'Events under the newest checkpoint'],
  ['checkpointAge', 'trail_checkpoint_age_seconds', 'Since the newest checkpoint was signed'],
  ['monthsAhead', 'trail_months_ahead', 'Coming months that the trail has a part for'],
  ['webhooksWaiting', 'webhook_deliveries_waiting', 'Webhook messages that are not delivered yet'],
  ['webhooksLate', 'webhook_deliveries_late_seconds', 'For how long the next attempt of one has been due'],
  ['mailsWaiting', 'notices_waiting_for_mail', 'Unread notices that a mail is to tell of'],
  ['mailsLate', 'notices_waiting_for_mail_seconds', 'For how long the oldest of them has waited'],
]

const ofJobs: [keyof Omit<JobState, 'job'>, string, string][] = [
  ['waiting', 'jobs_waiting', 'Jobs that are to be done, now or later'],
  ['running', 'jobs_running', 'Jobs that are being done'],
  ['failed', 'jobs_failed', 'Jobs that were given up, as long as they are kept'],
  ['late', 'jobs_late_seconds', 'For how long the oldest job that could begin has waited'],
  ['longest', 'jobs_running_seconds', 'For how long the oldest job that is being done has run'],
]

/** What the database tells: set anew each time, and gone when it does not answer. */
export interface Gauges {
  set(state: State | undefined, jobs: JobState[]): void
}

export const databaseGauges = (registry: Registry): Gauges => {
  const registers = [registry]
  const make = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: prefix + name, help, labelNames, registers })
  const up = make('database_up', 'Whether the database answered')
  const states = ofState.map(([key, name, help]) => ({ key, gauge: make(name, help) }))
  const jobs = ofJobs.map(([key, name, help]) => ({ key, gauge: make(name, help, ['job']) }))
  return {
    set: (state, jobStates) => {
      up.set(state ? 1 : 0)
      for (const { key, gauge } of states) {
        gauge.remove()
        const value = state?.[key] ?? null
        if (value !== null) gauge.set(value)
      }
      for (const { key, gauge } of jobs) {
        gauge.reset()
        for (const each of jobStates) gauge.set({ job: each.job }, each[key])
      }
    },
  }
}
