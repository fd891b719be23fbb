import type pg from 'pg'
import { catalogueParts, partsOfTables } from '../../database/catalogue.ts'
import { jobsSchemaOf } from '../../database/jobs-schema.ts'

/** A table's rows, and a sum over the hashes of all of them: the same rows give the same, in whatever order. */
interface Content {
  rows: number
  sum: string
}

/** What must come back from a backup. */
export interface Facts {
  /** Lines of text, by what they are of. */
  catalogue: Record<string, string[]>
  tables: Record<string, Content>
}

/** Of the whole server, and of the database itself. */
const around: Record<string, string> = {
  roles: `
    select format('%s %s password %s settings %s', rolname, array[rolsuper, rolinherit, rolcreaterole, rolcreatedb,
      rolcanlogin, rolreplication, rolbypassrls], rolpassword is not null,
      (select array_agg(setconfig order by setdatabase) from pg_db_role_setting where setrole = a.oid)) as line
    from pg_authid a where rolname !~ '^pg_' order by rolname`,
  memberships: `
    select format('%s in %s admin %s inherit %s set %s by %s', member::regrole, roleid::regrole, admin_option,
      inherit_option, set_option, grantor::regrole) as line from pg_auth_members order by line`,
  'grants on schemas and database': `
    select format('%s of %s: %s', nspname, nspowner::regrole, nspacl::text) as line from pg_namespace
    where nspname !~ '^pg_(toast_)?temp_'
    union all
    select format('%s of %s: %s', datname, datdba::regrole, datacl::text) from pg_database
    where datname = current_database() order by line`,
  extensions: `select format('%s %s', extname, extversion) as line from pg_extension order by extname`,
}

const tablesQuery = `
  select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname = any ($1) order by name`

/** The tables of a helhedsplan and of its jobs, as they are written in SQL. */
export const tablesOf = async (client: pg.ClientBase, schema: string): Promise<string[]> => {
  const { rows } = await client.query<{ name: string }>(tablesQuery, [[schema, jobsSchemaOf(schema)]])
  return rows.map(({ name }) => name)
}

const readCatalogue = async (client: pg.ClientBase, schema: string): Promise<Facts['catalogue']> => {
  const found: Facts['catalogue'] = {}
  const read = async (part: string, query: string, values: string[]) => {
    const { rows } = await client.query<{ line: string }>(query, values)
    found[part] = [...(found[part] ?? []), ...rows.map(({ line }) => line)]
  }
  for (const [part, query] of Object.entries({ ...catalogueParts, 'parts of tables': partsOfTables }))
    if (query.includes('$1'))
      for (const each of [schema, jobsSchemaOf(schema)]) await read(part, query, [each])
  for (const [part, query] of Object.entries(around)) await read(part, query, [])
  return found
}

/**
 * Reads all of it in the transaction that the client is in, or as it is now. Rows are written as text in one way,
 * whatever the server's settings are.
 */
export const readFacts = async (client: pg.ClientBase, schema: string): Promise<Facts> => {
  await client.query(
    `select set_config(name, value, false) from (values
    ('search_path', quote_ident($1)), ('timezone', 'UTC'), ('datestyle', 'ISO'), ('extra_float_digits', '1'),
    ('statement_timeout', '0')) s (name, value)`,
    [schema],
  )
  const tables: Facts['tables'] = {}
  for (const name of await tablesOf(client, schema)) {
    const { rows } = await client.query(`
      select count(*) as rows, coalesce(sum(hashtextextended(t::text, 0)), 0) as sum from ${name} t`)
    tables[name] = { rows: Number(rows[0].rows), sum: String(rows[0].sum) }
  }
  return { catalogue: await readCatalogue(client, schema), tables }
}

/** The rows of all tables together. */
export const rowsIn = ({ tables }: Facts): number =>
  Object.values(tables).reduce((sum, { rows }) => sum + rows, 0)
