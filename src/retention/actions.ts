import type { Pool } from 'pg'
import type { z } from 'zod'
import { change } from '../database/scope.ts'
import type { Call } from '../kernel/call.ts'
import { DomainError, ruleViolated } from '../kernel/errors.ts'
import { newId } from '../kernel/id.ts'
import * as holds from './queries/holds.ts'
import * as schedule from './queries/schedule.ts'
import { isFixed, shown } from './rules.ts'
import type { Lifting, NewHold, NewRule } from './schemas.ts'

/**
 * Adds a version of how long a kind is kept.
 * @throws rule_violated when it follows from something else
 */
export const changeRule = (pool: Pool, call: Call, at: Date, kind: string, body: z.output<typeof NewRule>) =>
  change(pool, call, async (tx) => {
    tx.add(schedule.lockSchedule, {})
    const rule = await tx.row(schedule.readRule, { kind })
    tx.match(shown(rule))
    if (isFixed(rule.kind)) throw ruleViolated('Fristen følger af noget andet og kan ikke ændres.')
    const same = rule.keep === body.keep && rule.legalBasis === body.legalBasis
    if (!same) tx.add(schedule.insertRule, { ...body, id: newId(at), kind })
    return { recorded: schedule.findRule, values: { kind } }
  })

/** Keeps a case, or a person, with all that is of it, from being erased. */
export const placeHold = (
  pool: Pool,
  call: Call,
  at: Date,
  { caseId, residentId, reason }: z.output<typeof NewHold>,
) =>
  change(pool, call, async () => ({
    recorded: holds.insertHold,
    values: { id: newId(at), caseId: caseId ?? null, residentId: residentId ?? null, reason },
  }))

/** @throws conflict when it has been lifted */
export const liftHold = (pool: Pool, call: Call, id: string, { reason }: z.output<typeof Lifting>) =>
  change(pool, call, async (tx) => {
    tx.add(holds.lockHold, { id })
    const { liftedAt } = await tx.current(holds.readHold, { id })
    if (liftedAt) throw new DomainError('conflict', 'Bevaringen er allerede ophævet.')
    return { recorded: holds.liftHold, values: { id, reason } }
  })
