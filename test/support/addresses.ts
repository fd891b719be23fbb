import pg from 'pg'

export const schema = 'bo_godt'
const applicationPassword = 'application'

/** The same server, another database. */
export const onDatabase = (url: string, name: string): string => {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

/** The same database, as the application's own role. */
export const applicationUrl = (url: string): string => {
  const address = new URL(url)
  address.username = 'bo_godt_app'
  address.password = applicationPassword
  return address.href
}

/** Runs statements on a connection of their own; the search path names the schema of Bo Godt. */
export const adminQuery = async <Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url, options: `-c search_path=${schema}` })
  client.on('error', () => {})
  await client.connect()
  try {
    return (await client.query<Row>(text, values)).rows
  } finally {
    await client.end()
  }
}

export const dropDatabase = (adminUrl: string, name: string): Promise<unknown> =>
  adminQuery(adminUrl, `drop database if exists ${name} with (force)`)
