import { DatabaseError } from 'pg'
import { safeError } from '../logger.ts'

const readable = (error: unknown): string => {
  if (error instanceof DatabaseError) return `the database refuses: ${JSON.stringify(safeError(error))}`
  const { message, code } = error as NodeJS.ErrnoException
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
