import type { Json } from '../support/actors.ts'
import { hashOf as hashOfContent } from '../support/canonical.ts'

/** What `contentHash` of an evaluation promises to be. */
export const hashOf = ({ year, agreement, goals, counts, withheld }: Json): string =>
  hashOfContent({ year, agreement, goals, counts, withheld })
