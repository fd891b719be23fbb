import { codelists } from '../kernel/codes.ts'
import { problems } from '../kernel/errors.ts'
import { consentInformation } from './lookups.ts'

const titles = Object.fromEntries(Object.entries(problems).map(([code, [, title]]) => [code, title]))
const lists: Record<string, Record<string, string>> = {
  ...codelists,
  decision: { allowed: 'Tilladt', denied: 'Afvist' },
  problem: titles,
}

export const listNames = Object.keys(lists)

const asList = (list: Record<string, string>) =>
  Object.entries(list).map(([code, label]) => ({ code, label }))

/** Every code with its label, and the current text to read to a resident. */
export const reference = {
  ...Object.fromEntries(Object.entries(lists).map(([name, list]) => [name, asList(list)])),
  consentInformation,
}
