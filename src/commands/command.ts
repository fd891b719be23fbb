import { DatabaseError } from 'pg'

const adminHint = 'DATABASE_ADMIN_URL must name a database of its own, and a role that may make roles in it'
const hints: Record<string, string> = {
  '42P01': 'npm run migrate',
  '3D000': 'DATABASE_ADMIN_URL names no database of this server',
  '28P01': 'DATABASE_ADMIN_URL has a wrong password',
}

/** What the database says may hold what is in it, so only its code is repeated. */
const readable = (error: unknown): string => {
  const { cause = error } = error as Error
  const { message, code } = cause as NodeJS.ErrnoException
  if (cause instanceof DatabaseError)
    return `the database refuses (${code}): ${hints[code ?? ''] ?? adminHint}`
  return message || `DATABASE_ADMIN_URL: no connection to the database (${code ?? 'no answer'})`
}

/** Runs an operator's command: its outcome is one line, and its exit code. */
export const runCommand = async (command: () => Promise<string>): Promise<void> => {
  try {
    process.stdout.write(`${await command()}\n`)
  } catch (error) {
    process.stderr.write(`bo-godt: ${readable(error).replaceAll('\n', ' ')}\n`)
    process.exitCode = 1
  }
}
