import type { FastifySerializerCompiler } from 'fastify'
import { z } from 'zod'
import { etagOfText } from '../kernel/etag.ts'
import { Written } from '../kernel/written.ts'

/** What an item of a list is before it gets its entity tag, where a list's items carry one. */
const untagged = (schema: z.ZodType): z.ZodType | undefined => {
  const items = schema instanceof z.ZodObject ? schema.shape.items : undefined
  const item = items instanceof z.ZodArray ? items.element : undefined
  return item instanceof z.ZodObject && 'etag' in item.shape ? item.omit({ etag: true }) : undefined
}

type Answer = Written | { etag?: string }

/** A field that the schema does not name stays inside. */
const textOf = (schema: z.ZodType, answer: Answer): string =>
  answer instanceof Written ? answer.textAs(schema) : JSON.stringify(z.encode(schema, answer))

/** An item becomes text once: that text is sent, and its entity tag is of it. One that embeds others has its tag. */
const taggedText = (item: z.ZodType, answer: Answer): string => {
  const text = textOf(item, answer)
  const etag = 'etag' in answer ? answer.etag : etagOfText(text)
  return `${text.slice(0, -1)},"etag":${JSON.stringify(etag)}}`
}

interface List {
  items: Answer[]
}

/** Makes answers text as their schemas say. */
export const serializerCompiler: FastifySerializerCompiler<z.ZodType> = ({ schema }) => {
  const item = untagged(schema)
  if (!(item && schema instanceof z.ZodObject)) return (answer) => textOf(schema, answer)
  const around = schema.omit({ items: true })
  return ({ items, ...rest }: List) => {
    const texts = items.map((each) => taggedText(item, each))
    const outside = JSON.stringify(z.encode(around, rest)).slice(1)
    return `{"items":[${texts.join()}]${outside === '}' ? '' : ','}${outside}`
  }
}
