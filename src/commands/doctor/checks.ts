import { accessSync, constants, statSync } from 'node:fs'
import { createTransport } from 'nodemailer'
import pg from 'pg'
import { type Config, settingFiles } from '../../config.ts'
import { requireFit } from '../../database/requirements.ts'
import { tokenKeys } from '../../kernel/keys.ts'

/** What is wrong, and what to do about it: a line of Danish. */
export class Advice extends Error {}

export interface Check {
  name: string
  /** @returns what was found, where that tells more than the name. @throws Advice or any other error */
  find(): Promise<string | undefined>
}

type Find = (client: pg.Client, schema: string) => Promise<string | undefined>

const oldestNode = 24
const mostSkewSeconds = 5

const requireNone = (rows: { name: string }[], advice: (names: string) => string): void => {
  if (rows.length > 0) throw new Advice(advice(rows.map(({ name }) => name).join(', ')))
}

const findRoles: Find = async (client) => {
  const { rows: mighty } = await client.query(`
    select rolname as name from pg_roles where rolname like 'bo\\_godt\\_%'
      and (rolsuper or rolbypassrls or rolcreaterole or (rolcanlogin and rolname <> 'bo_godt_app'))`)
  requireNone(
    mighty,
    (names) =>
      `${names} kan mere, end rollen må: ALTER ROLE … NOSUPERUSER NOBYPASSRLS NOCREATEROLE, og NOLOGIN for andre end bo_godt_app`,
  )
  const { rows: reached } = await client.query(`
    select r.rolname as name from pg_roles r
    where r.rolname not in ('bo_godt_app', 'bo_godt_jobs', 'bo_godt_sealer')
      and pg_has_role('bo_godt_app', r.oid, 'member')`)
  requireNone(reached, (names) => `bo_godt_app kan blive ${names}: REVOKE … FROM bo_godt_app`)
  return undefined
}

const findPolicies: Find = async (client, schema) => {
  const { rows: open } = await client.query(
    `select c.relname as name from pg_class c
    where c.relnamespace = $1::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
      and not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid))`,
    [schema],
  )
  requireNone(
    open,
    (names) =>
      `${names} er uden FORCE ROW LEVEL SECURITY eller politik: genskab skemaet fra en sikkerhedskopi, og find ud af, hvem der ændrede det`,
  )
  const { rows: shadowing } = await client.query(`
    select current_database() as name where has_database_privilege('bo_godt_app', current_database(), 'temporary')`)
  requireNone(
    shadowing,
    (name) =>
      `midlertidige tabeller kan stille sig foran systemets egne: REVOKE TEMPORARY ON DATABASE ${name} FROM PUBLIC`,
  )
  const { rows: changeable } = await client.query(
    `select c.relname as name from pg_class c
    where c.relnamespace = $1::regnamespace and c.relname like 'audit\\_%' and c.relkind in ('r', 'p')
      and has_table_privilege('bo_godt_app', c.oid, 'update, delete, truncate')`,
    [schema],
  )
  requireNone(changeable, (names) => `bo_godt_app kan ændre ${names}: REVOKE UPDATE, DELETE, TRUNCATE`)
  const { rows } = await client.query('select count(*)::int as n from pg_policies where schemaname = $1', [
    schema,
  ])
  return `${rows[0].n} politikker`
}

const findClock: Find = async (client) => {
  const before = Date.now()
  const { rows } = await client.query('select extract(epoch from clock_timestamp())::float8 * 1000 as now')
  const skew = (rows[0].now - (before + Date.now()) / 2) / 1000
  if (Math.abs(skew) > mostSkewSeconds)
    throw new Advice(
      `databasens ur går ${Math.round(skew)} sekunder fra dette: sæt NTP op på begge (engangskoder og udløb går efter dem)`,
    )
  return undefined
}

const onDatabase = async (url: string, schema: string, find: Find): Promise<string | undefined> => {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  client.on('error', () => {})
  try {
    await client.connect()
    return await find(client, schema)
  } finally {
    await client.end()
  }
}

const findNode = async (): Promise<string> => {
  const { node } = process.versions
  if (Number.parseInt(node, 10) < oldestNode)
    throw new Advice(`Node ${node}: installer Node ${oldestNode} eller nyere`)
  return node
}

const findTokenKeys = async (pem: string | undefined): Promise<string> => {
  if (!pem) throw new Advice('TOKEN_PRIVATE_KEY mangler: openssl genpkey -algorithm ed25519')
  const [signing, ...others] = tokenKeys(pem)
  return `${signing?.kid} underskriver${others.length > 0 ? `, og ${others.length} godtages endnu` : ''}`
}

const findSealing = async (config: Config): Promise<string> => {
  if (!config.AUDIT_SIGNING_KEY)
    throw new Advice('AUDIT_SIGNING_KEY mangler: uden den forsegles sporet ikke, og intet kan bevises')
  const { AUDIT_CHECKPOINT_DIR: folder, AUDIT_CHECKPOINT_URL: url } = config
  if (!folder && !url)
    throw new Advice(
      'sæt AUDIT_CHECKPOINT_DIR eller AUDIT_CHECKPOINT_URL: kontrolpunkter skal ligge uden for databasen',
    )
  try {
    if (folder) accessSync(folder, constants.W_OK)
  } catch {
    throw new Advice(`AUDIT_CHECKPOINT_DIR: der kan ikke skrives i ${folder} af den konto, der kører dette`)
  }
  return [folder, url].filter(Boolean).join(' og ')
}

const findMail = async (url: string | undefined): Promise<string> => {
  if (!url) return 'MAIL_URL er ikke sat: der sendes ingen mails'
  const transport = createTransport({ url, connectionTimeout: 5_000, greetingTimeout: 5_000 } as object)
  await transport.verify().catch(({ code }: NodeJS.ErrnoException) => {
    throw new Advice(`MAIL_URL: mailserveren lader os ikke komme til (${code})`)
  })
  transport.close()
  return 'mailserveren svarer'
}

/** Whoever else has an account on the machine reads no secret. */
const findSecrets = async (): Promise<string> => {
  const files = settingFiles()
  const open = files.filter(({ file }) => (statSync(file).mode & 0o004) !== 0)
  requireNone(open, (names) => `enhver på maskinen kan læse filen i ${names}: chmod o= på den`)
  return files.length > 0 ? `${files.length} filer` : 'ingen filer'
}

/** All that a process needs of its surroundings, in the order in which one would mend it. */
export const checksOf = (config: Config, url: string): Check[] => {
  const { DATABASE_SCHEMA: schema } = config
  const database = (name: string, find: Find): Check => ({ name, find: () => onDatabase(url, schema, find) })
  return [
    { name: 'Node', find: findNode },
    { name: 'Databasen', find: () => requireFit(url, schema).then(() => undefined) },
    database('Roller', findRoles),
    database('Rettigheder og politikker', findPolicies),
    database('Uret', findClock),
    { name: 'Nøgler til adgangstegn', find: () => findTokenKeys(config.TOKEN_PRIVATE_KEY) },
    { name: 'Hemmeligheder', find: findSecrets },
    { name: 'Sporets segl', find: () => findSealing(config) },
    { name: 'Mail', find: () => findMail(config.MAIL_URL) },
  ]
}
