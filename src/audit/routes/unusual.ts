import { read } from '../../database/scope.ts'
import type { Context, Slice } from '../../http/slice.ts'
import { addDays } from '../../kernel/calendar.ts'
import { type Code, codelists } from '../../kernel/codes.ts'
import { danishWorkingDays, daysOff } from '../../kernel/working-days.ts'
import { forAMinute, listUnusual, oneAtATime } from '../queries/unusual.ts'
import { Unusual, UnusualQuery } from '../schemas.ts'

const thresholdsOf = (config: Context['config']): Record<Code<'unusualAccess'>, number> => ({
  many_persons: config.AUDIT_UNUSUAL_PERSONS,
  other_departments: config.AUDIT_UNUSUAL_OTHER_DEPARTMENTS,
  off_hours: config.AUDIT_UNUSUAL_OFF_HOURS,
  colleague: config.AUDIT_UNUSUAL_COLLEAGUES,
  own_name: config.AUDIT_UNUSUAL_OWN_NAME,
  emergency: config.AUDIT_UNUSUAL_EMERGENCIES,
})

/** What stands out in the trail, for a person to look into. */
export const unusualRoutes: Slice = async (app, { pool, config }) => {
  const thresholds = thresholdsOf(config)
  const isWorkingDay = danishWorkingDays(config.OFFICE_CLOSED_ON)
  const [nightFrom, nightTo] = config.AUDIT_UNUSUAL_NIGHT
  app.get(
    '/audit/unusual',
    {
      config: { access: 'audit.read', purpose: 'audit_review', action: 'audit.report_unusual' },
      schema: { tags: ['revisionsspor'], querystring: UnusualQuery, response: { 200: Unusual } },
    },
    async ({ call, query: { from, to } }) => {
      const period = { from, end: addDays(to, 1), daysOff: daysOff(from, to, isWorkingDay) }
      const values = { ...period, nightFrom, nightTo, thresholds }
      const found = await read(pool, call, listUnusual, values, oneAtATime, forAMinute)
      const items = found.map((each) => ({
        ...each,
        text: codelists.unusualAccess[each.rule],
        threshold: thresholds[each.rule],
      }))
      return { items }
    },
  )
}
