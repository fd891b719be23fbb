import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'
import { etagOfText } from '../kernel/etag.ts'

/** What an item of a list is before it gets its entity tag, where a list's items carry one. */
const untagged = (schema: z.ZodType): z.ZodType | undefined => {
  const items = schema instanceof z.ZodObject ? schema.shape.items : undefined
  const item = items instanceof z.ZodArray ? items.element : undefined
  return item instanceof z.ZodObject && 'etag' in item.shape ? item.omit({ etag: true }) : undefined
}

/** An item becomes text once: that text is sent, and its entity tag is of it. One that embeds others has its tag. */
const taggedText = (text: string, etag = etagOfText(text)): string =>
  `${text.slice(0, -1)},"etag":${JSON.stringify(etag)}}`

interface List {
  items: { etag?: string }[]
}

/** Makes answers text as their schemas say: a field that a schema does not name stays inside. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  const item = untagged(schema)
  if (!(item && schema instanceof z.ZodObject)) return (answer) => JSON.stringify(z.encode(schema, answer))
  const around = schema.omit({ items: true })
  return ({ items, ...rest }: List) => {
    const texts = items.map((each) => taggedText(JSON.stringify(z.encode(item, each)), each.etag))
    const outside = JSON.stringify(z.encode(around, rest)).slice(1)
    return `{"items":[${texts.join()}]${outside === '}' ? '' : ','}${outside}`
  }
}
