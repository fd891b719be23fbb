import { canonical, contentHash } from '../kernel/canonical.ts'
import type { Material } from './queries.ts'
import { directionOf, directionOfAll } from './rules.ts'

const withDirections = ({ indicators, ...goal }: Material['goals'][number]) => ({
  ...goal,
  indicators: indicators.map(({ observations, ...indicator }) => {
    const directed = observations.map((each) => ({
      ...each,
      direction: directionOf(indicator.better, each.changeSinceBaseline),
    }))
    return { ...indicator, observations: directed, direction: directionOfAll(directed) }
  }),
})

/** What is presented and approved: all that an evaluation says of its year, and nothing of what became of it. */
const contentOf = ({ year, agreement, goals, counts, withheld }: Material) => ({
  ...{ year, agreement, goals: goals.map(withDirections), counts, withheld },
})
type Content = ReturnType<typeof contentOf>

export interface Move {
  at: string
  by: string
  contentHash: string
}

/** An evaluation as it is told; `contentHash` is of `year`, `agreement`, `goals`, `counts` and `withheld`. */
export interface Evaluation extends Content {
  state: 'draft' | 'presented' | 'approved'
  presentation: Move | null
  approval: Move | null
  contentHash: string
}

/**
 * Approved content is what was approved. What was presented stays presented only as long as it still is what would be
 * told: a comment or a figure that changes makes it a draft again, so that the board approves what was laid before it.
 */
const stateOf = ({ presentation, approval }: Material, hash: string): Evaluation['state'] => {
  if (approval) return 'approved'
  return presentation?.contentHash === hash ? 'presented' : 'draft'
}

const withoutContent = (move: Material['approval']): Move | null =>
  move && { at: move.at, by: move.by, contentHash: move.contentHash }

export const asEvaluation = (material: Material): Evaluation => {
  const { presentation, approval } = material
  const content: Content = approval ? JSON.parse(approval.content) : contentOf(material)
  const hash = approval?.contentHash ?? contentHash(content)
  return {
    ...content,
    state: stateOf(material, hash),
    presentation: withoutContent(presentation),
    approval: withoutContent(approval),
    contentHash: hash,
  }
}

/** What the entity tag of an evaluation is made of: the hash stands for the content. */
export const versionOf = ({ state, presentation, approval, contentHash }: Evaluation) => ({
  ...{ state, presentation, approval, contentHash },
})

/** The content as text, and its hash: what is kept of what was presented or approved. */
export const frozen = ({ year, agreement, goals, counts, withheld }: Evaluation) => {
  const content = { year, agreement, goals, counts, withheld }
  return { content: canonical(content), contentHash: contentHash(content) }
}
