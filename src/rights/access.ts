import { canonical, contentHash } from '../kernel/canonical.ts'
import { informationTexts } from '../reference/lookups.ts'
import { countsFrom } from '../retention/lookups.ts'
import type { Material } from './queries/requests.ts'
import type { Content, Redaction } from './schemas/content.ts'

/** What the database tells of the resident; names and texts are put to it. */
type Told = Omit<Content, 'informationTexts' | 'retention' | 'organisations' | 'departments'>

interface Bundle {
  content: Content | null
  redactions: Redaction[]
}

/** A request for access as the data protection officer is told of it. */
export type Access = Omit<
  Material,
  'told' | 'frozen' | 'redactions' | 'retention' | 'organisations' | 'departments'
> &
  Bundle

/** What would be given now: with what was said before each answer, and the names of those who are called by a code. */
const living = (told: Told, { redactions, retention, organisations, departments }: Material): Bundle => {
  const versions = told.consents.map(({ informationTextVersion }) => informationTextVersion)
  const texts = informationTexts.filter(({ version }) => versions.includes(version))
  return {
    content: {
      ...{ ...told, informationTexts: [...texts] },
      retention: retention.map((rule) => ({ ...rule, countsFrom: countsFrom(rule.kind) })),
      ...{ organisations, departments },
    },
    redactions: redactions ?? [],
  }
}

const bundleOf = (material: Material): Bundle => {
  if (material.frozen !== null) return JSON.parse(material.frozen)
  return material.told ? living(material.told as Told, material) : { content: null, redactions: [] }
}

export const asAccess = (material: Material): Access => {
  const { id, residentId, receivedOn, dueOn, state, settledAt } = material
  const { contentHash, reviews, log, subjectIds } = material
  return {
    ...{ id, residentId, receivedOn, dueOn, state, settledAt },
    ...{ ...bundleOf(material), contentHash, reviews, log, subjectIds },
  }
}

/** What the entity tag is made of: the log of looks grows with every look at it, and is no other version. */
export const versionOf = ({ content, ...rest }: Access) => ({
  ...rest,
  content: content && { ...content, accessLog: undefined },
})

/** What is kept of what a resident was given: the same each time that it is told, whatever is changed or erased since. */
export const frozen = ({ content, redactions, subjectIds }: Access) => {
  const bundle = { content, redactions }
  return { content: canonical(bundle), contentHash: contentHash(bundle), subjectIds }
}
