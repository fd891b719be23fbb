import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { newPrivateKey, type TokenKey, tokenKeys } from '../kernel/keys.ts'
import { runCommand } from './command.ts'

const usage = `npm run token-keys -- --file <file> [--add | --use | --drop]

Changes the keys that sign access tokens without signing anybody out. Without more it lists them; the first signs.
  --add   a new key that verifies; restart every process, so that all know it
  --use   the newest key signs; restart every process
  --drop  the keys that no longer sign; not until ACCESS_TOKEN_SECONDS after the last restart`

const readArguments = () => {
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({ options: { file: { type: 'string' }, add: flag, use: flag, drop: flag } })
  const { file, ...steps } = values
  const [step, ...more] = Object.keys(steps)
  if (!file || more.length > 0) throw new Error(usage)
  return { file, step }
}

const steps: Record<string, (keys: TokenKey[]) => TokenKey[]> = {
  add: (keys) => [...keys, ...tokenKeys(newPrivateKey())],
  use: (keys) => [...keys.slice(-1), ...keys.slice(0, -1)],
  drop: (keys) => keys.slice(0, 1),
}

const read = (file: string): TokenKey[] => {
  try {
    return tokenKeys(readFileSync(file, 'utf8'))
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    throw new Error(`${file} ${code ? `cannot be read (${code})` : 'does not hold Ed25519 keys in PEM'}`)
  }
}

/** In one step: a process that starts meanwhile reads the old keys or the new ones. */
const write = (file: string, keys: TokenKey[]): void => {
  const next = `${file}.next`
  writeFileSync(next, keys.map(({ privateKey, publicKey }) => privateKey ?? publicKey).join(''), {
    mode: 0o600,
    flag: 'wx',
  })
  renameSync(next, file)
}

await runCommand(async () => {
  const { file, step } = readArguments()
  const before = read(file)
  const after = step ? (steps[step]?.(before) ?? before) : before
  if (!after[0]?.privateKey) throw new Error('the newest key is not private, and so cannot sign')
  if (step) write(file, after)
  return after.map(({ kid }, at) => `${kid} ${at === 0 ? 'signs' : 'verifies'}`).join('\n')
})
