/**
 * Disclosure control of counts, as plain data: what there is to publish, what everyone knows of how the numbers hang
 * together, and by which rule a number is sensitive. It can be stored, sent to a worker, and checked by others.
 */
export interface Problem {
  rule: Rule
  cells: Cell[]
  relations: Relation[]
  insiders: Insider[]
}

export interface Rule {
  /** A count from 1 to one below this is sensitive. */
  threshold: number
  /** So is a count that is its parent's, or misses it by this much at most: it tells of everyone in the group. */
  nearParent: number
  /**
   * How far down a large count that nearly is its parent must be able to lie: `zero` as every sensitive count, or
   * `apart`, where it is enough that the rest of the group may be as many as the threshold. Under `zero` one category
   * that dominates takes much of its table with it.
   */
  nearParentLow: 'zero' | 'apart'
}

export const defaultRule: Rule = { threshold: 5, nearParent: 1, nearParentLow: 'zero' }

/** `free` is this release's to publish or hide. What an earlier one has published or hidden stays so. */
export type State = 'free' | 'published' | 'hidden'

export interface Cell {
  id: string
  /** A whole number, never negative. */
  value: number
  state: State
  /** The counts of the groups that this one is a part of, where being all of it would tell of everyone. */
  parents?: string[]
  /** What it costs to hide the cell; 1 when left out. */
  weight?: number
}

/** What everyone knows to be true of the counts: `atLeast <= sum of coefficient * count <= atMost`. */
export interface Relation {
  terms: Term[]
  atLeast: number | null
  atMost: number | null
}
export type Term = [cell: string, coefficient: number]

/** Someone who knows some counts without reading them here: a department its own row. */
export interface Insider {
  id: string
  knows: string[]
}

/** Another table of the hidden cells, by id, that everyone outside must hold for possible. */
export type Table = Record<string, number>

/** From and to, as close as whole numbers allow; no upper bound is null. */
export type Bounds = [from: number, to: number | null]

/** Why a cell must be protected: its count is small, or it nearly is one of its parents. */
export interface Sensitive {
  cell: string
  small: boolean
  nearTo: string[]
}

export interface Protected {
  outcome: 'protected'
  /** Every hidden cell, those hidden before among them. */
  hidden: string[]
  sensitive: Sensitive[]
  certificates: Table[]
  /** Tables that agree with what the insider knows; they tell it, and are for those alone who may see the counts. */
  insiders: { id: string; certificates: Table[] }[]
}

export interface Refused {
  outcome: 'refused'
  /**
   * `published`: a sensitive count stands published already. `touches`: it could be protected only by hiding what an
   * earlier release has published. `impossible`: not even so.
   */
  reason: 'published' | 'touches' | 'impossible'
  /** The sensitive cells, and the insider against whom they can't be protected, if that is what fails. */
  cells: string[]
  insider: string | null
  /** What would have to be hidden, and has been published before. */
  touched: string[]
}

export type Outcome = Protected | Refused
