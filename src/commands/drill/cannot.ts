import { ConfigError } from '../../config.ts'

/** The drill can't be held; the message is one line for the operator. It says nothing of the backup. */
export class CannotDrill extends Error {}

/** What is written for the operator is told; the message of any other error may hold what is in the database. */
export const wordsOf = (error: unknown): string => {
  const { message, code, name } = error as NodeJS.ErrnoException
  const ours = [Error, CannotDrill, ConfigError].some((kind) => (error as Error).constructor === kind)
  return ours && code === undefined ? message : String(code ?? name)
}
