import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'
import { createPool } from '../../src/database/pool.ts'
import { run } from '../../src/database/scope.ts'
import { createMailer } from '../../src/notifications/mail.ts'
import { openBatches } from '../../src/notifications/queries.ts'
import { cloneDatabase, type TestDatabase } from '../support/database.ts'
import { settingsOf } from '../support/given.ts'
import { startServer, until } from '../support/process.ts'
import { type Mail, secret, smtp } from '../support/smtp.ts'

let database: TestDatabase
const pools: { end(): Promise<void> }[] = []
afterAll(async () => {
  for (const pool of pools) await pool.end()
})
beforeEach(async () => {
  database = await cloneDatabase()
  await database.admin(`update users set email = null`)
  await database.admin(
    `update users set email = username || '@example.dk' where username in ('social.anna', 'social.bo')`,
  )
})

const give = (username: string) =>
  database.admin(
    `insert into notices (recipient_id, kind, matter, subject_id, due_on)
    select id, 'demand_overdue', uuidv7()::text, uuidv7(), '2026-01-31' from users where username = $1`,
    [username],
  )

const mailingTo = (port: number) => {
  const { applicationUrl: url, schema } = database
  const pool = createPool({
    url,
    schema,
    max: 4,
    statementTimeoutMs: 10_000,
    role: 'bo_godt_jobs',
    onError: () => {},
  })
  pools.push(pool)
  const mailer = createMailer(
    readConfig({
      MAIL_URL: `smtp://bogodt:${secret}@127.0.0.1:${port}`,
      MAIL_FROM: 'Bo Godt <bogodt@example.dk>',
      PUBLIC_URL: 'https://bogodt.example.dk',
    }),
  )
  const batches = async () => (await run(pool, openBatches, {})).map(({ batch }) => batch)
  return { batches, send: async (batch: string) => mailer?.send(pool, batch) }
}

const messageIdOf = ({ text }: Mail) => /^message-id: (.+)$/im.exec(text)?.[1]
const decoded = (text: string) =>
  text
    .replaceAll(/=\r\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))

describe('mail', { timeout: 60_000 }, () => {
  it('says that there is news and how much, one mail for all of it, and never what or about whom', async () => {
    const { mails, port } = await smtp()
    for (const name of ['social.anna', 'social.anna', 'social.bo', 'dpo']) await give(name)
    const { batches, send } = mailingTo(port)
    const open = await batches()
    expect(open).toHaveLength(2)
    for (const batch of open) await send(batch)
    expect(mails.map(({ to }) => to[0]).sort()).toEqual(['social.anna@example.dk', 'social.bo@example.dk'])
    const annas = decoded(mails.find(({ to }) => to[0] === 'social.anna@example.dk')?.text ?? '')
    expect(annas).toContain('Du har 2 nye beskeder i Bo Godt')
    expect(annas).toContain('https://bogodt.example.dk')
    // The message's id is random, and may hold any digits.
    const said = annas.replace(/^Message-ID: .*$/m, '')
    for (const told of ['83', 'frist', 'demand', '2026-01-31', 'Anna Kj', 'Ringparken'])
      expect(said).not.toContain(told)
    expect(await batches()).toEqual([])
    for (const batch of open) await send(batch)
    expect(mails).toHaveLength(2)
  })

  it('is sent again as the same message when the one who sent it died before saying so', async () => {
    const { mails, port } = await smtp()
    await give('social.anna')
    const { batches, send } = mailingTo(port)
    const [batch = ''] = await batches()
    await send(batch)
    await database.admin('update notices set mailed_at = null')
    await give('social.anna')
    expect(await batches()).toEqual([batch])
    await send(batch)
    expect(mails).toHaveLength(2)
    expect(new Set(mails.map(messageIdOf)).size).toBe(1)
    expect(messageIdOf(mails[0] as Mail)).toBe(`<${batch}@bo-godt>`)
    const later = await batches()
    expect(later).toHaveLength(1)
    expect(later).not.toEqual([batch])
  })

  it('goes to nobody who has read the news, wants no mail, or is no longer here', async () => {
    const { mails, port } = await smtp()
    for (const name of ['social.anna', 'social.bo']) await give(name)
    const { batches, send } = mailingTo(port)
    await database.admin(
      `update notices set read_at = clock() where recipient_id = (select id from users where username = 'social.anna')`,
    )
    const [batch = '', ...more] = await batches()
    expect(more).toEqual([])
    await database.admin(`update users set mail_wanted = false where username = 'social.bo'`)
    await send(batch)
    await give('social.bo')
    await database.admin(
      `update users set mail_wanted = true, disabled_at = clock() where username = 'social.bo'`,
    )
    expect(await batches()).toEqual([])
    expect(mails).toEqual([])
  })

  it('is tried again by the jobs of a process when the server refused it, and no password is logged', async () => {
    let refusals = 0
    const { mails, port } = await smtp({
      refuses: () => {
        refusals += 1
        return refusals < 2
      },
    })
    await give('social.anna')
    const server = await startServer({
      ...settingsOf(database),
      MAIL_URL: `smtp://bogodt:${secret}@127.0.0.1:${port}`,
    })
    await until(() => refusals === 1)
    // The next attempt, as if its time had come.
    await until(async () => {
      const waiting = await database.admin(
        `update bo_godt_jobs.job set start_after = now() where name = 'notices.mail-batch' and state = 'retry' returning id`,
      )
      return waiting.length === 1
    })
    await until(() => mails.length === 1)
    await until(
      async () => (await database.admin('select from notices where mailed_at is null')).length === 0,
    )
    expect(server.stdout).toContain('a job failed')
    expect(server.stdout + server.stderr).not.toContain(secret)
    expect(server.stdout + server.stderr).not.toContain('social.anna@example.dk')
    expect(mails).toHaveLength(1)
  })
})
