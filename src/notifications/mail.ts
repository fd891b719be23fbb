import { createTransport, type SendMailOptions } from 'nodemailer'
import type { Pool } from 'pg'
import { run } from '../database/scope.ts'
import type { JobContext } from '../jobs/job.ts'
import { DomainError } from '../kernel/errors.ts'
import { kinds, spanned } from '../tracing/span.ts'
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

type Settings = Pick<JobContext['config'], 'MAIL_URL' | 'MAIL_FROM' | 'PUBLIC_URL'>

const timeouts = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

const senderTo = (url: string) => {
  const transport = createTransport({ url, ...timeouts })
  return (mail: SendMailOptions): Promise<unknown> =>
    spanned('mail', kinds.CLIENT, {}, () => transport.sendMail(mail))
}

export const createMailer = ({ MAIL_URL, MAIL_FROM, PUBLIC_URL }: Settings): Mailer | undefined => {
  if (!MAIL_URL) return undefined
  const sendMail = senderTo(MAIL_URL)
  return {
    send: async (pool, batch) => {
      const [found] = await run(pool, findBatch, { batch })
      if (found)
        await sendMail({
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

export interface Invited {
  email: string
  token: string
  /** ISO 8601. */
  expiresAt: string
}

const invitationOf = ({ token, expiresAt }: Invited, address: string | undefined): string =>
  [
    'Der er en konto til dig i Bo Godt. Vælg din adgangskode med denne kode, som kun du har fået:',
    token,
    `Koden kan bruges én gang, til og med ${danishDay.format(new Date(expiresAt))}.${address ? ` ${address}` : ''}`,
    '',
  ].join('\r\n\r\n')

const danishDay = new Intl.DateTimeFormat('da-DK', { dateStyle: 'long', timeZone: 'Europe/Copenhagen' })

/**
 * Hands an invitation to whom it is for, so that nobody else sees it; undefined where no mail is sent.
 * @throws unavailable when the mail server does not take it
 */
export const createInviter = ({ MAIL_URL, MAIL_FROM, PUBLIC_URL }: Settings) => {
  if (!MAIL_URL) return undefined
  const sendMail = senderTo(MAIL_URL)
  return async (invited: Invited): Promise<void> => {
    const text = invitationOf(invited, PUBLIC_URL)
    const mail = { from: MAIL_FROM, to: invited.email, subject: 'Din konto i Bo Godt', text }
    await sendMail({ ...mail, headers: { 'auto-submitted': 'auto-generated' } }).catch(() => {
      throw new DomainError('unavailable', 'Mailserveren tog ikke imod invitationen. Send den igen.')
    })
  }
}
