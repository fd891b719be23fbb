import autocannon from 'autocannon'
import type { Scenario } from './scenarios.ts'
import type { Server } from './servers.ts'
import { cpuOf, cpuOfPostgres } from './usage.ts'

export interface Run {
  requests: number
  seconds: number
  /** Milliseconds, of each answer. */
  latencies: number[]
  cpuNode: number
  cpuPostgres: number
}

/** The answers are timed here: autocannon knows whole seconds and whole milliseconds only. */
const shoot = (server: Server, scenario: Scenario, connections: number, amount: number) =>
  new Promise<Pick<Run, 'requests' | 'seconds' | 'latencies'>>((resolve, reject) => {
    const { method, asked, actor } = scenario
    const token = server.tokens[actor]
    const headers = {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(method === 'POST' && { 'content-type': 'application/json' }),
    }
    const requests = asked.map((each) => ({ method, headers, ...each }))
    const latencies: number[] = []
    const started = process.hrtime.bigint()
    let ended = started
    const options = { url: server.address, connections, amount, requests, sampleInt: 20 }
    const instance = autocannon(options, (error, result) => {
      if (error) return reject(error)
      const failed = result.non2xx + result.errors + result.timeouts
      if (failed > 0)
        return reject(new Error(`${failed} of ${amount} failed: ${scenario.name} of ${server.name}`))
      resolve({ requests: latencies.length, seconds: Number(ended - started) / 1e9, latencies })
    })
    instance.on('response', (_client, _status, _bytes, milliseconds) => {
      latencies.push(milliseconds)
      ended = process.hrtime.bigint()
    })
  })

/** Asks `amount` times and measures what it took, of time and of both processes. */
export const drive = async (
  server: Server,
  postmaster: number,
  scenario: Scenario,
  connections: number,
  amount: number,
): Promise<Run> => {
  const node = cpuOf(server.pid)
  const postgres = cpuOfPostgres(postmaster)
  const shot = await shoot(server, scenario, connections, amount)
  return { ...shot, cpuNode: cpuOf(server.pid) - node, cpuPostgres: cpuOfPostgres(postmaster) - postgres }
}
