import { styled } from '../../http/page.ts'

/** Text to be read rather than numbers to be compared. */
export const { style, contentSecurityPolicy } = styled(`
th, td { text-align: left; }
.about { margin: 0 0 .25rem; color: var(--soft); }
.draft { border-left-color: #a11; }
article { margin: 1.25rem 0; padding: .2rem 1rem .6rem; border-left: 4px solid var(--rule); }
article h3 { margin-top: .6rem; } h4 { margin: 1rem 0 .25rem; font-size: 1rem; }
dl { margin: .5rem 0; } dl div { display: flex; gap: 1rem; padding: .15rem 0; }
dt { flex: 0 0 13rem; color: var(--soft); } dd { margin: 0; max-width: 36rem; } dd p:last-child { margin: 0; }
blockquote { margin: .5rem 0 1rem; padding-left: 1rem; border-left: 3px solid var(--rule); }
@media print { dl div, blockquote p { break-inside: avoid; } article { padding-bottom: 0; } h4 { break-after: avoid; } }
`)
