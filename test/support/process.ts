import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { Json } from './actors.ts'

export type Environment = Record<string, string>

const root = new URL('../../', import.meta.url)

/** A process of ours with nothing of our environment; its output is kept. */
export class Running {
  readonly child: ChildProcess
  stdout = ''
  stderr = ''
  readonly ended: Promise<number | null>

  constructor(file: string, args: string[], environment: Environment, input?: string) {
    const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', ...environment }
    this.child = spawn(process.execPath, [file, ...args], { cwd: root, env })
    this.child.stdout?.on('data', (chunk) => {
      this.stdout += chunk
    })
    this.child.stderr?.on('data', (chunk) => {
      this.stderr += chunk
    })
    this.child.stdin?.on('error', () => {}).end(input)
    this.ended = once(this.child, 'close').then(([code]) => code)
  }

  get lines(): Json[] {
    return this.stdout
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))
  }

  /** Waits for a line that holds this. @throws when the process ends before. */
  async says(text: string): Promise<void> {
    while (!this.stdout.includes(text)) {
      const ended = await Promise.race([
        once(this.child.stdout as NodeJS.ReadableStream, 'data').then(() => false),
        this.ended.then(() => true),
      ])
      if (ended) throw new Error(`the process ended without a word of ${text}: ${this.stderr}${this.stdout}`)
    }
  }

  signal(name: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void {
    this.child.kill(name)
  }
}

export const runCommand = async (file: string, args: string[], environment: Environment, input?: string) => {
  const running = new Running(file, args, environment, input)
  const code = await running.ended
  return { code, stdout: running.stdout, stderr: running.stderr }
}

export interface Server extends Running {
  address: string
}

/** Starts the server on a free port; resolves when it says where it listens. */
export const startServer = async (environment: Environment): Promise<Server> => {
  const server = new Running('src/server.ts', [], { PORT: '0', ...environment })
  onTestFinished(async () => {
    server.signal('SIGKILL')
    await server.ended
  })
  await server.says('"address":')
  const address = server.lines.find((line) => line.address)?.address
  return Object.assign(server, { address: String(address) })
}

/** A folder that the database's own account can enter. */
export const temporaryFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'bo-godt-operation-'))
  chmodSync(folder, 0o755)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 }))
  return folder
}

/** Asks again and again, as fast as the event loop turns, until it is so. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  while (!(await isSo())) await nextTurn()
}

export const accepts = (address: string): Promise<boolean> =>
  new Promise((resolve) => {
    const { hostname, port } = new URL(address)
    const socket = connect(Number(port), hostname)
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false))
    socket.once('connect', () => socket.destroy())
  })
