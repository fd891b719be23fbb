import { createTransport } from 'nodemailer'
import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { JobContext } from '../jobs/job.ts'
import { closeBatch, findBatch } from './queries.ts'

export interface Mailer {
  /** Tells of the news of a batch, unless that has been done. */
  send(pool: Pool, batch: string): Promise<void>
}

const heading = (news: number) => (news === 1 ? 'Du har en ny besked' : `Du har ${news} nye beskeder`)

/** *That* there is news, and never what or about whom: mail is read on the way, and over shoulders. */
const textOf = (news: number, address: string | undefined): string =>
  [
    `${heading(news)} i Bo Godt.`,
    address ? `Log ind for at læse: ${address}` : 'Log ind for at læse.',
    '',
  ].join('\r\n\r\n')

export const createMailer = ({
  MAIL_URL,
  MAIL_FROM,
  PUBLIC_URL,
}: JobContext['config']): Mailer | undefined => {
  if (!MAIL_URL) return undefined
  const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }
  const transport = createTransport({ url: MAIL_URL, ...timeouts })
  return {
    send: async (pool, batch) => {
      const [found] = await run(pool, findBatch, { batch })
      if (found)
        await transport.sendMail({
          from: MAIL_FROM,
          to: found.email,
          subject: `${heading(found.news)} i Bo Godt`,
          text: textOf(found.news, PUBLIC_URL),
          // The same for each attempt, so that a mail system drops what it has had already.
          messageId: `<${batch}@bo-godt>`,
          headers: { 'auto-submitted': 'auto-generated' },
        })
      await run(pool, closeBatch, { batch })
    },
  }
}
