import { type Html, html, type Part } from '../../http/html.ts'
import { type Code, codelists } from '../../kernel/codes.ts'
import type { Content } from '../schemas/content.ts'

/** A code as people say it. */
export const said = <L extends keyof typeof codelists>(list: L, code: Code<L>): string =>
  (codelists[list] as Record<string, string>)[code] ?? code

/** Several in a sentence: `housing` and `social` as `boligforhold og sociale forhold`. */
export const listed = (words: string[]): string =>
  new Intl.ListFormat('da', { type: 'conjunction' }).format(words)

type Names = Pick<Content, 'organisations' | 'departments'>

/** Who it is that is called so; without an organisation they are those who look after the system. */
export const organisationOf = ({ organisations }: Names, id: string | null): string =>
  id === null
    ? 'Databeskyttelsesrådgiver, bestyrelse eller administrator'
    : (organisations.find((each) => each.id === id)?.name ?? id)

export const departmentOf = ({ departments }: Names, id: string): string =>
  departments.find((each) => each.id === id)?.name ?? id

const classes = /[^a-z0-9-]/g

interface Table {
  id: string
  caption: string
  columns: string[]
  /** The first cell of a row is its heading. */
  rows: Part[][]
  /** What is said when there is none. */
  none: string
}

export const table = ({ id, caption, columns, rows, none }: Table): Html =>
  rows.length === 0
    ? html`<p class="open">${none}</p>`
    : html`<div class="scroll" role="region" tabindex="0" aria-labelledby="${id.replace(classes, '')}">
<table><caption id="${id.replace(classes, '')}">${caption}</caption>
<thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map(
        ([first = null, ...rest]) =>
          html`<tr><th scope="row">${first}</th>${rest.map((cell) => html`<td>${cell}</td>`)}</tr>`,
      )}</tbody></table></div>`

/** A name and what is said under it; what there is nothing of is not mentioned. */
export const facts = (pairs: [string, Part][]): Html =>
  html`<dl>${pairs
    .filter(([, value]) => value !== null && value !== false)
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`

export const section = (id: string, title: string, ...parts: Part[]): Html =>
  html`<section aria-labelledby="${id}"><h2 id="${id}">${title}</h2>${parts}</section>`
