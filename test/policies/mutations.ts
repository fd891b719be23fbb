import type pg from 'pg'

/** One way of breaking the gate, and how it is mended. */
export interface Mutation {
  name: string
  relation: string
  breaking: string
  mending: string
}

interface Policy {
  table: string
  name: string
  kind: string
  command: string
  using: string | null
  check: string | null
}

const create = ({ table, name, kind, command, using, check }: Policy): string =>
  [
    `create policy ${name} on ${table} as ${kind} for ${command} to bo_godt_app`,
    using === null ? '' : `using (${using})`,
    check === null ? '' : `with check (${check})`,
  ].join(' ')

const changed = (policy: Policy, change: (condition: string) => string): Policy => ({
  ...policy,
  using: policy.using && change(policy.using),
  check: policy.check && change(policy.check),
})

const ofPolicy = (policy: Policy): Mutation[] => {
  const { table, name } = policy
  const drop = `drop policy ${name} on ${table}`
  const restore = create(policy)
  const instead = (change: (condition: string) => string) => `${drop}; ${create(changed(policy, change))}`
  return [
    { name: `${table}.${name} dropped`, relation: table, breaking: drop, mending: restore },
    {
      name: `${table}.${name} negated`,
      relation: table,
      breaking: instead((condition) => `not coalesce(${condition}, false)`),
      mending: `${drop}; ${restore}`,
    },
    {
      name: `${table}.${name} opened`,
      relation: table,
      breaking: instead(() => 'true'),
      mending: `${drop}; ${restore}`,
    },
  ]
}

/** Each policy but those of the gate itself: dropped, negated, and true for everyone. */
export const policyMutations = async (admin: pg.ClientBase): Promise<Mutation[]> => {
  const { rows } = await admin.query<Policy>(`
    select tablename as "table", policyname as name, permissive as kind, cmd as command, qual as using,
      with_check as check
    from pg_policies where schemaname = current_schema() and roles = '{bo_godt_app}' order by 1, 2`)
  return rows.flatMap(ofPolicy)
}

/** An operator of a view's definition, and its opposite. */
const opposites: [RegExp, string][] = [
  [/ AND /g, ' OR '],
  [/ OR /g, ' AND '],
  [/ = ANY /g, ' <> ALL '],
  [/ = (?!ANY)/g, ' <> '],
  [/ IS NULL/g, ' IS NOT NULL'],
  [/NOT \(/g, '('],
  [/ > /g, ' <= '],
  [/ <@ /g, ' @> '],
]

interface View {
  name: string
  options: string | null
  definition: string
}

const ofView = ({ name, options, definition }: View): Mutation[] => {
  const as = (query: string) =>
    `create or replace view ${name} ${options ? `with (${options})` : ''} as ${query}`
  return opposites.flatMap(([operator, opposite]) =>
    [...definition.matchAll(operator)].map(({ 0: found, index }) => {
      const around = definition.slice(Math.max(0, index - 30), index + 45).replaceAll(/\s+/g, ' ')
      const breaking = as(definition.slice(0, index) + opposite + definition.slice(index + found.length))
      return {
        name: `${name}: ${found.trim()} in …${around}…`,
        relation: name,
        breaking,
        mending: as(definition),
      }
    }),
  )
}

/** Each operator of each view of the one rule, turned into its opposite; counts have tests of their own. */
export const viewMutations = async (admin: pg.ClientBase): Promise<Mutation[]> => {
  const { rows } = await admin.query<View>(`
    select c.relname as name, array_to_string(c.reloptions, ', ') as options,
      pg_get_viewdef(c.oid, false) as definition
    from pg_class c
    where c.relkind = 'v' and c.relnamespace = current_schema()::regnamespace
      and c.relowner = 'bo_godt_gate'::regrole and c.relname !~ '^counted_'
    order by c.relname`)
  return rows.flatMap(ofView)
}
