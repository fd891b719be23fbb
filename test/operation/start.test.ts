import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { callerOf, signIn } from '../support/client.ts'
import { accepts, Running, startServer, temporaryFolder } from '../support/process.ts'

const password = 'bo-godt-demo'

describe('npm start on a machine with nothing', { timeout: 300_000 }, () => {
  it('makes a database with demo data, keeps it, and starts anew after a start that was killed', async () => {
    const folder = temporaryFolder()
    const settings = { BO_GODT_DATA_DIR: folder }
    const killed = new Running('src/server.ts', [], { ...settings, PORT: '0' })
    await killed.says('demo data')
    killed.signal('SIGKILL')
    await killed.ended

    const first = await startServer(settings)
    expect(first.lines.filter(({ msg }) => msg.includes(first.address))).toHaveLength(1)
    expect((await fetch(`${first.address}/health/ready`)).status).toBe(200)
    const { caller } = await signIn(first.address, 'drift.boligviborg', password)
    const demo = (await caller.get('/naboklager?from=2025-01-01&to=2025-12-31&limit=100')).body
    expect([demo.items.length, typeof demo.nextCursor]).toEqual([100, 'string'])
    expect(first.stdout).toMatch(/demo data: \d+ events/)
    const filed = await caller.post('/naboklager', {
      departmentId: 'ringparken',
      complainant: { name: 'Klager Prøve' },
      channel: 'written',
      category: 'noise',
      occurredAt: '2026-01-05T20:00:00Z',
      description: 'Støj',
    })
    expect(filed.status).toBe(201)

    const other = new Running('src/server.ts', [], { ...settings, PORT: '0' })
    expect(await other.ended).toBe(1)
    expect(other.stderr).toBe(
      `bo-godt: ${folder} is in use by process ${first.child.pid}; set BO_GODT_DATA_DIR to another folder\n`,
    )

    first.signal('SIGTERM')
    first.signal('SIGINT')
    expect(await first.ended).toBe(0)
    expect(await accepts(first.address)).toBe(false)

    const began = Date.now()
    const second = await startServer({ ...settings, DEMO_PASSWORD: 'another-password' })
    expect(Date.now() - began).toBeLessThan(10_000)
    // The key is kept, and so is the session: its token is good for as long as it says.
    const token = await caller.token()
    expect((await callerOf(second.address, token).get(`/naboklager/${filed.body.id}`)).body).toEqual(
      filed.body,
    )
    await signIn(second.address, 'admin', 'another-password')
    await expect(signIn(second.address, 'admin', password)).rejects.toThrow('401')
    second.signal('SIGTERM')
    expect(await second.ended).toBe(0)
  })

  it('stops in order while it is still filling its database', async () => {
    const folder = temporaryFolder()
    const starting = new Running('src/server.ts', [], { BO_GODT_DATA_DIR: folder, PORT: '0' })
    await starting.says('demo data')
    starting.signal('SIGTERM')
    expect(await starting.ended).toBe(0)
    expect(readdirSync(join(folder, 'postgres/cluster/data'))).not.toContain('postmaster.pid')
  })
})
