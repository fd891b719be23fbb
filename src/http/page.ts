import { hash } from 'node:crypto'
import { Html, html } from './html.ts'

/** What all pages look like: black on white, what matters said by form and word, and A4 with the page's number. */
const basics = `
:root { --ink: #1a1a1a; --soft: #595959; --rule: #bdbdbd; --accent: #12355b; --ground: #f4f5f7; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 52rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
h1 { margin: 0 0 1rem; font-size: 2.1rem; line-height: 1.15; color: var(--accent); }
h2 { margin: 3rem 0 .75rem; padding-top: .6rem; border-top: 3px solid var(--accent); font-size: 1.4rem; line-height: 1.25; color: var(--accent); }
h3 { margin: 1.5rem 0 .35rem; font-size: 1.1rem; }
p { margin: 0 0 .75rem; max-width: 44rem; }
a { color: inherit; }
.state { padding: .8rem 1rem; border: 1px solid var(--rule); border-left: 6px solid var(--accent); background: var(--ground); }
.state p { margin: 0; max-width: none; }
.hash { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
.open { color: var(--soft); font-style: italic; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
caption { padding-bottom: .4rem; text-align: left; font-weight: bold; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: normal; }
@page { size: A4; margin: 18mm 17mm 20mm; @bottom-right { content: "Side " counter(page) " af " counter(pages); font: 9pt Arial, sans-serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { margin-top: 1.6rem; } h2, h3, caption { break-after: avoid; }
  caption, tr, .whole, .state { break-inside: avoid; }
  thead { break-after: avoid; display: table-header-group; }
  table { font-size: 9pt; } th, td { padding: .16rem .5rem; }
  .scroll { overflow: visible; } p { orphans: 3; widows: 3; } a { text-decoration: none; }
}
`

/**
 * The style of a kind of page, and the policy that lets it in by its hash; nothing else is let in, from anywhere, and no
 * form or frame. The sheet is constant: no text of anyone is in it.
 */
export const styled = (own: string) => {
  const sheet = `${basics}${own}`
  const contentSecurityPolicy = [
    `default-src 'none'`,
    `style-src 'sha256-${hash('sha256', sheet, 'base64')}'`,
    ...[`base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`],
  ].join('; ')
  return { style: new Html(`<style>${sheet}</style>`), contentSecurityPolicy }
}

/** Free text as it was written: an empty line begins a paragraph. */
export const paragraphs = (text: string): Html[] =>
  text
    .split(/\n{2,}/)
    .map((part) => html`<p>${part.split('\n').map((row, n) => [n > 0 && html`<br>`, row])}</p>`)
