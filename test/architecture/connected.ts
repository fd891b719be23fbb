import pg from 'pg'

/** Works on a connection of its own, in the schema of Bo Godt. */
export const connected = async <T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> => {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=bo_godt' })
  await client.connect()
  return work(client).finally(() => client.end())
}

/** What a statement did, or the SQLSTATE of its refusal. */
export const codeOf = (client: pg.Client, text: string) =>
  client.query(text).then(
    ({ command, rowCount }) => `${command} ${rowCount}`,
    (error) => error.code as string,
  )
