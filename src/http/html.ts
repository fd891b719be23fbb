/** Markup. Other than by `html`, which escapes whatever comes into it, it is made of constants alone. */
export class Html {
  readonly markup: string
  constructor(markup: string) {
    this.markup = markup
  }
}

/** What a template takes; `null` and `false` are nothing. */
export type Part = Html | string | number | null | false | Part[]

const entities: Record<string, string> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
}
const escaped = (text: string) => text.replace(/[&<>"']/g, (character) => entities[character] ?? '')

const markupOf = (part: Part): string => {
  if (part === null || part === false) return ''
  if (part instanceof Html) return part.markup
  return Array.isArray(part) ? part.map(markupOf).join('') : escaped(String(part))
}

/** HTML or SVG, in which text is text: there is no way to put markup in but by another template. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html =>
  new Html(String.raw({ raw: strings }, ...parts.map(markupOf)))
