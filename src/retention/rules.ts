import type { Code } from '../kernel/codes.ts'
import { fixedKinds } from './table.ts'

export type Kind = Code<'retentionKind'>

/** What the schedule says of a kind beside how long: since when it counts, and what happens then. */
const texts: Record<Kind, { countsFrom: string; effect: string }> = {
  idempotency_answer: { countsFrom: 'Svaret blev gemt', effect: 'Svaret slettes' },
  webhook_delivery: { countsFrom: 'Det blev lagt i kø', effect: 'Linjen i loggen slettes' },
  job: { countsFrom: 'Den blev oprettet', effect: 'Opgaven slettes af køen selv' },
  session: { countsFrom: 'Sessionen sluttede', effect: 'Sessionen og dens tegn slettes' },
  notice: {
    countsFrom: 'Beskeden kom; hvor der skal kvitteres: der blev kvitteret',
    effect: 'Beskeden slettes',
  },
  naboklage: {
    countsFrom: 'Naboklagen blev afsluttet, senest hvis den var genåbnet',
    effect:
      'Naboklagen slettes med skridt, tidligere versioner, signaler uden andre klager og henvisninger fra sager',
  },
  naboklage_draft: { countsFrom: 'Kladden blev sidst ændret', effect: 'Kladden slettes' },
  sealed_entry: {
    countsFrom: 'Det blev afgjort, at notatet skal slettes',
    effect: 'Notatet slettes i alle versioner, med afgørelsen og det, der henviser til det',
  },
  case: {
    countsFrom: 'Sagen blev afsluttet',
    effect:
      'Optegnelser, handlinger, hold, forløb, dagsordenspunkter, drøftelser og nødadgange slettes, og sagen med; er der samtykker, står dens nummer og husstand tilbage, til også de slettes',
  },
  consent: {
    countsFrom: 'Sagen blev afsluttet; tidligst når sagens indhold er slettet',
    effect: 'Samtykket slettes, og med det sidste det, der er tilbage af sagen',
  },
  meeting: {
    countsFrom: 'Mødet blev holdt, når alle dets punkter er slettet',
    effect: 'Mødet slettes',
  },
  access_bundle: {
    countsFrom: 'Indsigten blev udleveret',
    effect: 'Kopien slettes; anmodningen og kopiens hashværdi står tilbage',
  },
  access_request: { countsFrom: 'Anmodningen blev registreret', effect: 'Anmodningen slettes' },
  conflict: { countsFrom: 'Inhabiliteten blev ophævet', effect: 'Inhabiliteten slettes' },
  household: {
    countsFrom: 'Husstanden flyttede ud, når ingen sag, naboklage eller anmodning om indsigt angår den',
    effect: 'Lejemålet og dets beboere slettes',
  },
  audit_event: {
    countsFrom: 'Hændelsen skete; den skal være forseglet, og seglet gemt uden for databasen',
    effect:
      'Sporet fortæller det; når det er forseglet, slettes hvem og om hvem. Hvornår, hvad og hvorfor kan stadig bevises',
  },
}

export interface RuleRow {
  kind: Kind
  label: string
  keep: string
  legalBasis: string
  recordedAt: string
  recordedBy: string | null
}

/** Since when the time that a kind of record is kept counts. */
export const countsFrom = (kind: Kind): string => texts[kind].countsFrom

export const isFixed = (kind: Kind): boolean => (fixedKinds as readonly Kind[]).includes(kind)

/** A rule as it is shown, and as its version is computed of. */
export const shown = ({ kind, label, ...row }: RuleRow) => ({
  kind,
  label,
  ...texts[kind],
  fixed: isFixed(kind),
  ...row,
})

/** A line of the list of what was erased. */
export interface Erasure {
  position: number
  kind: Kind
  id: string
  erasedAt: string
  keep: string
}
