import helmet from '@fastify/helmet'
import Fastify, { type FastifyInstance } from 'fastify'

/** What helmet puts on an answer. It works them out anew for each request, though they are the same every time. */
const headersOfHelmet = async (): Promise<Record<string, string>> => {
  const probe = Fastify()
  await probe.register(helmet)
  probe.get('/', async (_request, reply) => reply.raw.getHeaders())
  return (await probe.inject('/')).json()
}

/** No page of ours asks for any of these. */
const permissionsPolicy = ['camera', 'geolocation', 'microphone', 'payment', 'usb']
  .map((feature) => `${feature}=()`)
  .join(', ')

/** Security headers on every answer. */
export const secureAnswers = async (app: FastifyInstance): Promise<void> => {
  const headers = { ...(await headersOfHelmet()), 'permissions-policy': permissionsPolicy }
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers)
    done()
  })
}
