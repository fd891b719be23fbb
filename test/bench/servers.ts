import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { schema } from './database.ts'

export interface Server {
  name: 'app' | 'bare'
  pid: number
  address: string
  tokens: Record<string, string>
  stop(): Promise<void>
}

export const poolSize = 10

/** Starts one of the two servers as a process of its own. */
export const startServer = async (
  name: Server['name'],
  databaseUrl: string,
  more: NodeJS.ProcessEnv = {},
): Promise<Server> => {
  const file = fileURLToPath(new URL(`serve-${name}.ts`, import.meta.url))
  const child: ChildProcess = fork(file, {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATABASE_URL: databaseUrl,
      DATABASE_SCHEMA: schema,
      DATABASE_POOL_SIZE: String(poolSize),
      RATE_USER_PER_MINUTE: '1000000',
      ...more,
    },
  })
  const ended = once(child, 'exit')
  const [ready] = await Promise.race([
    once(child, 'message'),
    ended.then(() => {
      throw new Error(`the ${name} server did not start`)
    }),
  ])
  const stop = async () => {
    child.kill()
    await ended
  }
  return { name, pid: child.pid ?? 0, ...(ready as Pick<Server, 'address' | 'tokens'>), stop }
}
