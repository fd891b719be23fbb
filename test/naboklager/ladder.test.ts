import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Code, codesOf } from '../../src/kernel/codes.ts'
import { DomainError } from '../../src/kernel/errors.ts'
import { statusAfter } from '../../src/naboklager/rules.ts'

type Status = Code<'naboklageStatus'>
interface Attempt {
  kind: Code<'naboklageStepKind'>
  overrideReason?: string
}

/** The contract's ladder as a staircase: how high one stands, and what one has trodden on. */
const stairs = ['received', 'assessed', 'in_dialogue', 'reminded', 'at_complaints_board'] as const
const up = ['assessment', 'request', 'landlord_reminder', 'complaints_board']
const boardDecides = ['board_warning', 'conditional_tenancy']

class Model {
  height = 0
  closed = false
  readonly trodden = new Set<string>()

  take({ kind, overrideReason }: Attempt): Status | 'rule_violated' | 'invalid_transition' {
    if (this.closed) return 'invalid_transition'
    const stair = up.indexOf(kind)
    const before = boardDecides.includes(kind) ? 'complaints_board' : up[stair - 1]
    if (before && !this.trodden.has(before) && !overrideReason) return 'rule_violated'
    this.trodden.add(kind)
    this.height = Math.max(this.height, stair + 1)
    this.closed = kind === 'closure'
    return this.closed ? 'closed' : (stairs[this.height] ?? 'received')
  }
}

const attempts = fc.array(
  fc.record<Attempt>(
    { kind: fc.constantFrom(...codesOf('naboklageStepKind')), overrideReason: fc.constant('Akut fare') },
    { requiredKeys: ['kind'] },
  ),
  { maxLength: 12 },
)

const tried = (status: Status, steps: Attempt[], attempt: Attempt): string => {
  try {
    return statusAfter({ status, steps }, attempt)
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

test('any climb goes as the staircase does', () => {
  const property = fc.property(attempts, (all) => {
    const model = new Model()
    const steps: Attempt[] = []
    let status: Status = 'received'
    for (const attempt of all) {
      const expected = model.take(attempt)
      const found = tried(status, steps, attempt)
      expect(found).toBe(expected)
      if (found === 'rule_violated' || found === 'invalid_transition') continue
      steps.push(attempt)
      status = found as Status
    }
  })
  fc.assert(property, { numRuns: 2_000 })
})

test('a draft takes no step of any kind', () => {
  for (const kind of codesOf('naboklageStepKind'))
    expect(tried('draft', [], { kind, overrideReason: 'Akut fare' })).toBe('invalid_transition')
})
