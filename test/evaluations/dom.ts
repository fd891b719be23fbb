import { type DefaultTreeAdapterTypes, type ParserError, parse } from 'parse5'

type Node = DefaultTreeAdapterTypes.Node
export type Element = DefaultTreeAdapterTypes.Element

const isElement = (node: Node): node is Element => 'tagName' in node

/** Everything below a node, in the order that it is read. */
export const elements = (node: Node): Element[] =>
  'childNodes' in node
    ? node.childNodes.flatMap((child) => [...(isElement(child) ? [child] : []), ...elements(child)])
    : []

export const named = (node: Node, ...names: string[]): Element[] =>
  elements(node).filter(({ tagName }) => names.includes(tagName))

export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((each) => each.name === name)?.value

export const textOf = (node: Node): string => {
  if ('value' in node && node.nodeName === '#text') return node.value
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : ''
}

/** As it is read, without the line breaks of the markup. */
export const wordsOf = (node: Node): string =>
  textOf(node)
    .replaceAll(/[ \n]+/g, ' ')
    .trim()

/** A document, with all that a strict parser finds wrong with it. */
export const parsed = (page: string) => {
  const errors: string[] = []
  const onParseError = ({ code }: ParserError) => errors.push(code)
  return { document: parse(page, { onParseError }), errors }
}

/** The cells of a table's body, row by row. */
export const cellsOf = (table: Element): string[][] =>
  named(table, 'tr').map((row) => named(row, 'th', 'td').map(wordsOf))
