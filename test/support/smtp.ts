import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

export const secret = 'hemmelig-smtp'

export interface Mail {
  to: string[]
  text: string
}

/** A real SMTP server, on this port if one is named; it keeps what it accepts. */
export const smtp = async ({
  port = 0,
  refuses = () => false,
}: {
  port?: number
  refuses?: () => boolean
} = {}) => {
  const mails: Mail[] = []
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onAuth: ({ password }, _session, done) =>
      password === secret ? done(null, { user: 'bogodt' }) : done(new Error('no')),
    onData: (stream, session, done) => {
      let text = ''
      stream.on('data', (chunk) => {
        text += chunk
      })
      stream.on('end', () => {
        if (refuses()) return done(new Error('try again later'))
        mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
        done()
      })
    },
  })
  server.on('error', () => {})
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()))
  onTestFinished(close)
  return { mails, port: (server.server.address() as AddressInfo).port, close }
}
