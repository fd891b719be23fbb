import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import fc from 'fast-check'
import type { Json } from '../support/actors.ts'

export interface Parameter {
  name: string
  in: 'path' | 'query' | 'header'
  required?: boolean
  schema: Json
}

export interface Operation extends fc.WithToStringMethod {
  name: string
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  path: string
  parameters: Parameter[]
  /** Media type and schema of what is sent. */
  body: { type: string; schema: Json } | undefined
  responses: Record<string, { content?: Record<string, { schema: Json }> }>
  /** The roles that may, as the document tells; undefined where no token is asked for. */
  roles: string[] | undefined
}

const partOf = (document: Json, reference: string): Json =>
  reference
    .slice(2)
    .split('/')
    .reduce((part, step) => part?.[step], document)

/** References as they are in the document itself, so that each schema can be read on its own; one object for each. */
const resolver = (document: Json) => {
  const known = new Map<string, Json>()
  const named = (reference: string): Json => {
    const found = known.get(reference) ?? resolve(partOf(document, reference))
    known.set(reference, found)
    return found
  }
  const resolve = (schema: Json): Json => {
    if (Array.isArray(schema)) return schema.map(resolve)
    if (schema === null || typeof schema !== 'object') return schema
    if (typeof schema.$ref === 'string') return named(schema.$ref)
    return Object.fromEntries(Object.entries(schema).map(([name, part]) => [name, resolve(part)]))
  }
  return resolve
}

const rolesOf = (operation: Json): string[] | undefined =>
  operation.description
    ?.match(/^Roller: (.*)$/m)?.[1]
    .split(/[,.] ?/)
    .filter(Boolean)

const operationOf = (path: string, method: string, operation: Json): Operation => {
  const [[type, content] = []] = Object.entries<Json>(operation.requestBody?.content ?? {})
  const name = `${method} ${path}`
  return {
    [fc.toStringMethod]: () => name,
    name,
    method: method.toUpperCase() as Operation['method'],
    path,
    parameters: operation.parameters ?? [],
    body: type ? { type, schema: content.schema } : undefined,
    responses: operation.responses,
    roles: rolesOf(operation),
  }
}

/** Every operation of the document, with nothing in it that refers elsewhere. */
export const operationsOf = (document: Json): Operation[] =>
  Object.entries<Json>(resolver(document)(document.paths)).flatMap(([path, methods]) =>
    Object.entries<Json>(methods).map(([method, operation]) => operationOf(path, method, operation)),
  )

const formats = { base64: true } as const
const asked = new Ajv2020({ strict: false, unicodeRegExp: true, formats })
const coercing = new Ajv2020({ strict: false, unicodeRegExp: true, formats, coerceTypes: true })
addFormats.default(asked)
addFormats.default(coercing)

const compiled = new Map<Json, ValidateFunction>()
const validatorOf = (ajv: Ajv2020, schema: Json): ValidateFunction => {
  const known = compiled.get(schema) ?? ajv.compile(schema)
  compiled.set(schema, known)
  return known
}

/** What is wrong with a value, by the document. */
export const errorsOf = (schema: Json, value: unknown): string => {
  const validate = validatorOf(asked, schema)
  if (validate(value)) return ''
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`).join()
}

const schemas = new Map<string, Json>()
/** The parameters of an address as one object: each is text, and so is a number among them. */
const schemaOf = ({ name, parameters }: Operation, where: Parameter['in']): Json => {
  const some = parameters.filter((it) => it.in === where)
  const schema = schemas.get(`${where} ${name}`) ?? {
    type: 'object',
    properties: Object.fromEntries(some.map((it) => [it.name, it.schema])),
    required: some.filter(({ required }) => required).map((it) => it.name),
    additionalProperties: false,
  }
  schemas.set(`${where} ${name}`, schema)
  return schema
}

export const accepts = (
  operation: Operation,
  where: Parameter['in'],
  values: Record<string, string>,
): boolean => validatorOf(coercing, schemaOf(operation, where))({ ...values })
