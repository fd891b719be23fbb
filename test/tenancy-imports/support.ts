import type { Actor, Json } from '../support/actors.ts'

export const headings =
  'Afdeling;Aftalenr;Adresse;Bolig;Indflytning;Fraflytning;Navn;Beboernr;Telefon;Beskyttet adresse'

/** A file of these lines, as a landlord's system writes it. */
export const fileOf = (...lines: string[]): string => [headings, ...lines].join('\r\n')

/** Sends a file as it is; tried, unless it is meant. */
export const send = (by: Actor, file: string | Buffer, query: Json = {}, headers = {}) => {
  const parameters = new URLSearchParams(query)
  return by.post(`/imports/tenancies?${parameters}`, file, { 'content-type': 'text/csv', ...headers })
}

export const meant = { dryRun: 'false' }
