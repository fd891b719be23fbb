import { readConfig } from '../config.ts'
import { UnfitDatabase } from '../database/requirements.ts'
import { runCommand } from './command.ts'
import { Advice, type Check, checksOf } from './doctor/checks.ts'

/** What a database or a library says may hold secrets, so only its code is repeated. */
const adviceOf = (error: unknown): string => {
  if (error instanceof Advice || error instanceof UnfitDatabase) return error.message
  const { code = 'ukendt fejl' } = error as NodeJS.ErrnoException
  return `kunne ikke undersøges (${code})`
}

const examine = async ({ name, find }: Check): Promise<boolean> => {
  try {
    const found = await find()
    process.stdout.write(`  i orden: ${name}${found ? `: ${found}` : ''}\n`)
    return true
  } catch (error) {
    process.stdout.write(`  gør noget: ${name}: ${adviceOf(error)}\n`)
    return false
  }
}

await runCommand(async () => {
  const config = readConfig()
  if (!config.DATABASE_URL)
    throw new Error('DATABASE_URL is required: the embedded database looks after itself')
  const well: boolean[] = []
  for (const check of checksOf(config, config.DATABASE_URL)) well.push(await examine(check))
  const wrong = well.filter((each) => !each).length
  if (wrong > 0) process.exitCode = 1
  return wrong > 0 ? `${wrong} ting skal ordnes.` : 'Alt er i orden.'
})
