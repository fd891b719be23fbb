import { styled } from '../../http/page.ts'

/** Numbers stand to the right, beneath each other. */
export const { style, contentSecurityPolicy } = styled(`
.agreement { margin: 0 0 .25rem; color: var(--soft); }
th, td { text-align: right; }
th:first-child, .text { text-align: left; }
th.part { padding-top: .8rem; font-weight: bold; }
td { font-variant-numeric: tabular-nums; }
.text { font-variant-numeric: normal; }
.counts { margin-top: 1.5rem; } .counts tbody th { width: 32%; } .counts th:nth-child(2) { white-space: nowrap; }
.counts .depth-0 { font-weight: bold; } .counts .depth-1 { padding-left: 1.5rem; } .counts .depth-2 { padding-left: 2.5rem; }
.by { font-weight: normal; color: var(--soft); }
td.hidden { color: var(--soft); font-style: italic; }
td ul { margin: 0; padding-left: 1.1rem; }
sup { margin-left: .15em; font-size: .7em; line-height: 0; color: var(--soft); }
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
@media print {
  figure, .comment p { break-inside: avoid; } .course, .part { break-after: avoid; }
  p + .scroll, .sources, tbody tr:first-child, tbody tr:nth-last-child(-n+2) { break-before: avoid; }
  svg { min-width: 0; }
}
`)
