import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHorizon } from '../../../src/audit/sealing/horizon.ts'

/** Transactions that write one event each, numbered as they begin to write, and rounds of sealing; minutes apart. */
type Step = { kind: 'begin' } | { kind: 'commit'; which: number } | { kind: 'round' }

const steps = fc.array(
  fc.oneof(
    fc.constant<Step>({ kind: 'begin' }),
    fc.record({ kind: fc.constant('commit' as const), which: fc.nat() }),
    fc.constant<Step>({ kind: 'round' }),
  ),
  { maxLength: 60 },
)

const minute = 60_000
const begunAt = Date.parse('2026-01-01T00:00:00Z')

const idAt = (ms: number): string => {
  const hex = ms.toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`
}

test('whatever is committed when, each event is found in the round after, and none is below what is complete', () => {
  let narrowed = 0
  fc.assert(
    fc.property(steps, (history) => {
      const horizon = createHorizon()
      let running: { xid: number; id: string }[] = []
      let committed: string[] = []
      let next = 100
      for (const [turn, step] of history.entries()) {
        const now = begunAt + turn * 2 * minute
        if (step.kind === 'begin') running.push({ xid: next++, id: idAt(now) })
        if (step.kind === 'commit' && running.length > 0) {
          const [done] = running.splice(step.which % running.length, 1)
          committed.push(done?.id ?? '')
        }
        if (step.kind !== 'round') continue
        const { from } = horizon
        for (const id of [...committed, ...running.map((each) => each.id)]) {
          expect(id >= from).toBe(true)
          expect(id >= horizon.completeBelow).toBe(true)
        }
        if (from > idAt(begunAt)) narrowed += 1
        committed = []
        const xmin = Math.min(next, ...running.map(({ xid }) => xid))
        horizon.passed({ xmin, xmax: next, at: new Date(now).toISOString() }, from)
      }
      running = []
    }),
    { numRuns: 500 },
  )
  expect(narrowed).toBeGreaterThan(100)
})
