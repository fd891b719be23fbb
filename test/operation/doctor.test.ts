import { writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { newPrivateKey } from '../support/app.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { type Environment, runCommand, temporaryFolder } from '../support/process.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await cloneDatabase()
})

const examine = async (changes: Environment = {}) => {
  const whole = { AUDIT_SIGNING_KEY: newPrivateKey(), AUDIT_CHECKPOINT_DIR: temporaryFolder() }
  return runCommand('src/commands/doctor.ts', [], { ...settingsOf(database), ...whole, ...changes })
}

test('where all is well it says so, and what it looked at', async () => {
  const { code, stdout, stderr } = await examine()
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout.match(/i orden/g)).toHaveLength(10)
  expect(stdout).toMatch(/Alt er i orden\.\n$/)
  expect(stdout).not.toMatch(/PRIVATE KEY|postgres:\/\//)
})

test('what was changed behind the system’s back is found, and each time it says what to do', async () => {
  const { pathname } = new URL(database.adminUrl)
  const breaks: [string, string, RegExp][] = [
    [
      `grant temporary on database ${pathname.slice(1)} to public`,
      `revoke temporary on database ${pathname.slice(1)} from public`,
      /REVOKE TEMPORARY ON DATABASE/,
    ],
    [
      'alter table cases no force row level security',
      'alter table cases force row level security',
      /cases er uden FORCE/,
    ],
    [
      'grant delete on audit_events to bo_godt_app',
      'revoke delete on audit_events from bo_godt_app',
      /bo_godt_app kan ændre audit_events/,
    ],
  ]
  for (const [breaking, mending, told] of breaks) {
    await database.admin(breaking)
    const { code, stdout } = await examine()
    await database.admin(mending)
    expect([code, stdout]).toEqual([1, expect.stringMatching(told)])
  }
})

test('settings that leave something out are told of, without their values', async () => {
  const silent = createServer((socket) => socket.destroy())
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  const { port } = silent.address() as { port: number }
  const secret = 'hemmelighed'
  const key = join(temporaryFolder(), 'key.pem')
  writeFileSync(key, newPrivateKey(), { mode: 0o644 })
  const { code, stdout } = await examine({
    AUDIT_SIGNING_KEY: '',
    AUDIT_SIGNING_KEY_FILE: key,
    AUDIT_CHECKPOINT_DIR: '/findes/ikke',
    MAIL_URL: `smtp://bogodt:${secret}@127.0.0.1:${port}`,
  })
  silent.close()
  expect(code).toBe(1)
  expect(stdout).toMatch(/gør noget: Sporets segl: AUDIT_CHECKPOINT_DIR/)
  expect(stdout).toMatch(/gør noget: Mail: MAIL_URL/)
  expect(stdout).toMatch(
    /gør noget: Hemmeligheder: enhver på maskinen kan læse filen i AUDIT_SIGNING_KEY_FILE/,
  )
  expect(stdout).toMatch(/3 ting skal ordnes\.\n$/)
  expect(stdout).not.toContain(secret)
  expect((await runCommand('src/commands/doctor.ts', [], {})).stderr).toContain('DATABASE_URL')
})
