import { DomainError } from '../kernel/errors.ts'

/** What is kept of a SCIM user (RFC 7643 § 4.1); other attributes are let by, as § 3.3 of RFC 7644 has it. */
export interface Person {
  userName: string
  externalId: string | null
  /** One name, which `displayName` and `name.formatted` both are. */
  displayName: string | null
  givenName: string | null
  familyName: string | null
  email: string | null
  active: boolean
}

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
export const listSchema = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error'

const wrong = (detail: string, path: string, message: string) =>
  new DomainError('validation_failed', detail, { errors: [{ path, message }] })

/** Attributes by their paths, in lower case: names of attributes have no case (RFC 7643 § 2.1). */
const fields = new Map<string, keyof Person>([
  ['username', 'userName'],
  ['externalid', 'externalId'],
  ['displayname', 'displayName'],
  ['name.formatted', 'displayName'],
  ['name.givenname', 'givenName'],
  ['name.familyname', 'familyName'],
  ['emails', 'email'],
  ['emails.value', 'email'],
  ['emails[type eq "work"]', 'email'],
  ['emails[type eq "work"].value', 'email'],
  ['active', 'active'],
])

const plainPath = (path: string): string => {
  const lower = path.trim().toLowerCase()
  const prefix = `${userSchema.toLowerCase()}:`
  return lower.startsWith(prefix) ? lower.slice(prefix.length) : lower
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `{ name: { givenName } }` and `{ "name.givenName" }` are one. */
const flat = (value: Record<string, unknown>, before = ''): [path: string, value: unknown][] =>
  Object.entries(value).flatMap(([name, inner]) =>
    isObject(inner) ? flat(inner, `${before}${name}.`) : [[before + name, inner]],
  )

/** The address that is used: the work one, the primary one, or the first. */
const addressOf = (value: unknown): unknown => {
  if (!Array.isArray(value)) return isObject(value) ? value.value : value
  const emails = value.filter(isObject)
  const found =
    emails.find(({ type }) => type === 'work') ?? emails.find(({ primary }) => primary === true) ?? emails[0]
  return found?.value
}

/** Entra writes booleans as "True" and "False" in patches. */
const asBoolean = (value: unknown): unknown => {
  const word = typeof value === 'string' ? value.toLowerCase() : value
  return word === 'true' ? true : word === 'false' ? false : word
}

const keptOf = (field: keyof Person, value: unknown): unknown => {
  if (field === 'active') return asBoolean(value)
  return (field === 'email' ? addressOf(value) : value) ?? null
}

const fullName = ({ givenName, familyName }: Partial<Person>): string | null =>
  [givenName, familyName].filter(Boolean).join(' ') || null

/** A name that is not given is put together of its parts. */
const named = (given: Record<string, unknown>, before: Partial<Person>): Record<string, unknown> =>
  'displayName' in given || !('givenName' in given || 'familyName' in given)
    ? given
    : { ...given, displayName: fullName({ ...before, ...given }) }

const attributes = (pairs: [path: string, value: unknown][]): Record<string, unknown> =>
  Object.fromEntries(
    pairs.flatMap(([path, value]) => {
      const field = fields.get(plainPath(path))
      return field ? [[field, keptOf(field, value)]] : []
    }),
  )

/** The whole of a user as a directory writes it; what it leaves out is nothing. Still to be checked. */
export const readUser = (body: Record<string, unknown>): Record<string, unknown> => ({
  externalId: null,
  displayName: null,
  givenName: null,
  familyName: null,
  email: null,
  active: true,
  ...named(attributes(flat(body)), {}),
})

export interface Operation {
  op: 'add' | 'replace' | 'remove'
  path?: string | undefined
  value?: unknown
}

const pairsOf = ({ op, path, value }: Operation): [path: string, value: unknown][] => {
  if (op === 'remove') {
    if (!path) throw wrong('En attribut, der fjernes, har en sti.', 'Operations', 'path mangler')
    return [[path, null]]
  }
  if (path && !isObject(value)) return [[path, value]]
  if (!isObject(value)) throw wrong('Uden sti er værdien et objekt.', 'Operations', 'path mangler')
  return flat(value, path ? `${path}.` : '')
}

/** What operations on a user change (RFC 7644 § 3.5.2, and how Entra ID writes them). Still to be checked. */
export const patched = (person: Person, operations: Operation[]): Record<string, unknown> => ({
  ...person,
  ...named(attributes(operations.flatMap(pairsOf)), person),
})

const filterNames: Record<string, string> = {
  username: 'userName',
  externalid: 'externalId',
  id: 'id',
  'emails.value': 'email',
  'emails[type eq "work"].value': 'email',
}
const comparison =
  /^\s*([\w.]+(?:\[type eq "work"\](?:\.value)?)?)\s+eq\s+"((?:[^"\\]|\\["\\])*)"\s*(?:and\s+|$)/i

/** The filters that directories match their users by: `eq`, and several with `and`. @throws validation_failed */
export const readFilter = (filter: string): Record<string, string> => {
  const found: Record<string, string> = {}
  for (let rest = filter; rest.trim() !== ''; ) {
    const [whole = '', name = '', value = ''] = comparison.exec(rest) ?? []
    const known = filterNames[name.toLowerCase()]
    if (!known)
      throw wrong(
        'Filteret forstås ikke.',
        'filter',
        'userName, externalId, id og emails.value med eq og and',
      )
    found[known] = value.replace(/\\(["\\])/g, '$1')
    rest = rest.slice(whole.length)
  }
  return found
}
