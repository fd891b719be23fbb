import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { parseArgs } from 'node:util'
import pg from 'pg'
import { readOperatorConfig } from '../config.ts'
import { createUser } from '../identity/accounts.ts'
import { requireHardToGuess } from '../identity/strength.ts'
import { runCommand } from './command.ts'

const usage = 'npm run create-admin -- --username <username> --name <full name> [--email <address>]'
const shortest = 12

const readArguments = (): { username: string; name: string; email?: string } => {
  const string = { type: 'string' } as const
  const { values } = parseArgs({ options: { username: string, name: string, email: string } })
  const username = values.username?.trim()
  const name = values.name?.trim()
  if (!username || !name) throw new Error(usage)
  return { username, name, ...(values.email && { email: values.email }) }
}

/** What is typed is not shown. */
const hidden = () => new Writable({ write: (_chunk, _encoding, done) => done() })

/** From the terminal or from a pipe; an argument would be seen in the list of processes. */
const readPassword = async (): Promise<string> => {
  const terminal = process.stdin.isTTY === true
  const lines = createInterface({ input: process.stdin, output: hidden(), terminal })
  const answers = lines[Symbol.asyncIterator]()
  const ask = async (question: string): Promise<string> => {
    if (terminal) process.stderr.write(question)
    const { value = '' } = await answers.next()
    if (terminal) process.stderr.write('\n')
    return value
  }
  const password = await ask('Password: ')
  const again = terminal ? await ask('Again: ') : password
  lines.close()
  if (password !== again) throw new Error('the two passwords differ')
  if (password.length < shortest) throw new Error(`the password must have ${shortest} characters at least`)
  await requireHardToGuess(password)
  return password
}

await runCommand(async () => {
  const { username, ...account } = readArguments()
  const { DATABASE_ADMIN_URL, DATABASE_SCHEMA } = readOperatorConfig()
  const password = await readPassword()
  const client = new pg.Client({ connectionString: DATABASE_ADMIN_URL })
  client.on('error', () => {})
  await client.connect()
  try {
    await client.query(`set search_path to ${client.escapeIdentifier(DATABASE_SCHEMA)}`)
    const id = await createUser(client, { username, ...account, role: 'admin', password })
    if (!id) throw new Error(`${username} exists already`)
    return `${username} is an administrator`
  } finally {
    await client.end()
  }
})
