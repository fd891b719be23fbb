import type { Scenario } from './scenarios.ts'
import type { Server } from './servers.ts'

const ask = async (server: Server, { method, asked: [first], actor }: Scenario): Promise<object> => {
  const { path = '', body } = first ?? {}
  const answer = await fetch(server.address + path, {
    method,
    headers: {
      authorization: `Bearer ${server.tokens[actor]}`,
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body }),
  })
  return (await answer.json()) as object
}

/** What a resource, or the items of a list, are made of. Entity tags are part of what the app is measured on. */
const fieldsOf = (answer: object): string => {
  const { items: [item] = [answer] } = answer as { items?: object[] }
  return Object.keys(item ?? {})
    .filter((name) => name !== 'etag')
    .sort()
    .join(', ')
}

/** A share of something else would be no share. @throws when the two do not answer with the same fields. */
export const requireSameAnswers = async (app: Server, bare: Server, scenario: Scenario): Promise<void> => {
  const [ours, theirs] = [fieldsOf(await ask(app, scenario)), fieldsOf(await ask(bare, scenario))]
  if (ours !== theirs) throw new Error(`${scenario.name}: the app answers ${ours}; bare answers ${theirs}`)
}
