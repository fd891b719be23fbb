import { existsSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import pg from 'pg'
import type { Config } from '../../config.ts'
import { addressOf, demoDatabaseOf } from '../../database/demo-database.ts'
import { noteIn } from '../../database/embedded/place.ts'
import { CannotDrill } from './cannot.ts'

/** The embedded server that runs on the data folder. */
const runningIn = (dataDir: string, schema: string): string => {
  const note = noteIn(resolve(dataDir))
  const folder = existsSync(note) ? readFileSync(note, 'utf8').trim() : resolve(dataDir)
  const cluster = join(folder, 'postgres', 'cluster')
  try {
    const port = readFileSync(join(cluster, 'data', 'postmaster.pid'), 'utf8').split('\n')[3]
    const password = readFileSync(join(cluster, 'password'), 'utf8')
    return addressOf(`postgres://postgres:${password}@127.0.0.1:${port}`, demoDatabaseOf(schema))
  } catch {
    throw new CannotDrill(`ingen database kører i ${dataDir}: start systemet, eller angiv DATABASE_ADMIN_URL`)
  }
}

/** The address of the database to back up, with the rights of an administrator. @throws CannotDrill */
export const sourceOf = ({ DATABASE_ADMIN_URL, BO_GODT_DATA_DIR, DATABASE_SCHEMA }: Config): string =>
  DATABASE_ADMIN_URL ?? runningIn(BO_GODT_DATA_DIR, DATABASE_SCHEMA)

export const connect = async (url: string): Promise<pg.Client> => {
  const client = new pg.Client({ connectionString: url, application_name: 'bo-godt-drill' })
  client.on('error', () => {})
  await client.connect().catch((error: NodeJS.ErrnoException) => {
    throw new CannotDrill(`ingen forbindelse til databasen (${error.code ?? 'intet svar'})`)
  })
  return client
}

const looking = `
  select current_setting('is_superuser') = 'on' as superuser, current_setting('server_version_num')::int / 10000 as major,
    (select system_identifier::text from pg_control_system()) as identifier,
    current_setting('data_directory') as data,
    exists (select from pg_tablespace where spcname not in ('pg_default', 'pg_global')) as tablespaces,
    to_regclass(quote_ident($1) || '.migrations') is not null as ours`

const elsewhere =
  'databasens mappe kan ikke læses herfra: hold øvelsen på dens maskine, under dens konto, eller brug pg_basebackup'

/** The server's own folder, and not that of another with the same name on this machine. */
const requireSame = async (data: string, identifier: string): Promise<void> => {
  const control = await readFile(join(data, 'global', 'pg_control')).catch(() => undefined)
  if (control?.readBigUInt64LE(0).toString() !== identifier) throw new CannotDrill(elsewhere)
}

/**
 * Where the server keeps its data, when a drill can be held on it.
 * @throws CannotDrill
 */
export const dataFolderOf = async (client: pg.Client, schema: string): Promise<string> => {
  const { rows } = await client.query(looking, [schema]).catch(() => {
    throw new CannotDrill('rollen i DATABASE_ADMIN_URL må ikke sikkerhedskopiere: brug en superbruger')
  })
  const { superuser, major, identifier, data, tablespaces, ours } = rows[0]
  if (!superuser) throw new CannotDrill('DATABASE_ADMIN_URL: øvelsen kræver en superbruger')
  if (major !== 18) throw new CannotDrill(`øvelsen kender PostgreSQL 18; denne er ${major}`)
  if (!ours) throw new CannotDrill(`skemaet ${schema} er ikke i databasen: se DATABASE_SCHEMA`)
  if (tablespaces) throw new CannotDrill('databasen har egne tablespaces: brug pg_basebackup')
  await requireSame(data, identifier)
  return data
}
