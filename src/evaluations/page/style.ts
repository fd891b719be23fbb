import { hash } from 'node:crypto'
import { Html } from '../../http/html.ts'

/** Black on white; what matters is said by form and word. Paper is A4, with the page's number. */
const sheet = `
:root { --ink: #1a1a1a; --soft: #595959; --rule: #bdbdbd; --accent: #12355b; --ground: #f4f5f7; }
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1.5rem 1.25rem 4rem; max-width: 52rem; color: var(--ink); background: #fff;
  font: 1rem/1.5 "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
h1 { margin: 0 0 1rem; font-size: 2.1rem; line-height: 1.15; color: var(--accent); }
h2 { margin: 3rem 0 .75rem; padding-top: .6rem; border-top: 3px solid var(--accent); font-size: 1.4rem; line-height: 1.25; color: var(--accent); }
h3 { margin: 1.5rem 0 .35rem; font-size: 1.1rem; }
p { margin: 0 0 .75rem; max-width: 44rem; }
a { color: inherit; }
.agreement { margin: 0 0 .25rem; color: var(--soft); }
.state { padding: .8rem 1rem; border: 1px solid var(--rule); border-left: 6px solid var(--accent); background: var(--ground); }
.state p { margin: 0; max-width: none; }
.hash { font-size: .8rem; color: var(--soft); overflow-wrap: anywhere; }
.scroll { overflow-x: auto; margin: .75rem 0; }
table { width: 100%; border-collapse: collapse; font-size: .925rem; }
caption { padding-bottom: .4rem; text-align: left; font-weight: bold; }
th, td { padding: .3rem .6rem; border-bottom: 1px solid var(--rule); vertical-align: top; text-align: right; }
th:first-child, .text { text-align: left; }
thead th { border-bottom: 2px solid var(--ink); vertical-align: bottom; }
tbody th { font-weight: normal; }
th.part { padding-top: .8rem; font-weight: bold; }
td { font-variant-numeric: tabular-nums; }
.text { font-variant-numeric: normal; }
.counts { margin-top: 1.5rem; } .counts tbody th { width: 32%; } .counts th:nth-child(2) { white-space: nowrap; }
.counts .depth-0 { font-weight: bold; } .counts .depth-1 { padding-left: 1.5rem; } .counts .depth-2 { padding-left: 2.5rem; }
.by { font-weight: normal; color: var(--soft); }
td.hidden { color: var(--soft); font-style: italic; }
td ul { margin: 0; padding-left: 1.1rem; }
sup { margin-left: .15em; font-size: .7em; line-height: 0; color: var(--soft); }
.open { color: var(--soft); font-style: italic; }
.sources { font-size: .85rem; color: var(--soft); }
.comment { margin-top: 1.25rem; padding: .1rem 1rem .3rem; border-left: 4px solid var(--rule); }
.comment h3 { margin-top: .6rem; }
figure { margin: 1rem 0; }
figcaption { font-size: .85rem; color: var(--soft); }
svg { display: block; width: 100%; min-width: 38rem; height: auto; font: 13px "Helvetica Neue", Arial, "Liberation Sans", sans-serif; }
svg text { fill: var(--ink); } svg .tick { fill: var(--soft); font-size: 12px; } svg .mark { font-weight: bold; }
.grid { stroke: #e2e2e2; } .course { stroke: #8a8a8a; stroke-width: 2; }
.comparator { stroke: var(--ink); stroke-width: 1.5; }
.dash-0 { stroke-dasharray: 6 4; } .dash-1 { stroke-dasharray: 2 3; } .dash-2 { stroke-dasharray: 9 3 2 3; }
.baseline { fill: none; stroke: var(--ink); stroke-width: 1.8; } .observed { fill: var(--accent); }
@page { size: A4; margin: 18mm 17mm 20mm; @bottom-right { content: "Side " counter(page) " af " counter(pages); font: 9pt Arial, sans-serif; } }
@media print {
  body { max-width: none; padding: 0; font-size: 10pt; }
  h2 { margin-top: 1.6rem; } h2, h3, caption { break-after: avoid; }
  figure, caption, tr, .whole, .state, .comment p { break-inside: avoid; } .course, .part { break-after: avoid; }
  p + .scroll, .sources, tbody tr:first-child, tbody tr:nth-last-child(-n+2) { break-before: avoid; }
  thead { break-after: avoid; }
  table { font-size: 9pt; } th, td { padding: .16rem .5rem; } svg { min-width: 0; }
  thead { display: table-header-group; } .scroll { overflow: visible; } p { orphans: 3; widows: 3; }
  a { text-decoration: none; }
}
`

/** No text of anyone is in it: the style is constant. */
export const style = new Html(`<style>${sheet}</style>`)

/** The style is let in by its hash; nothing else is, from anywhere, and no form or frame. */
export const contentSecurityPolicy = [
  `default-src 'none'`,
  `style-src 'sha256-${hash('sha256', sheet, 'base64')}'`,
  ...[`base-uri 'none'`, `form-action 'none'`, `frame-ancestors 'none'`],
].join('; ')
