import type { FastifyInstance, RouteOptions } from 'fastify'
import { DomainError, notFound } from '../kernel/errors.ts'
import { sendProblem } from './problem.ts'

const asPattern = (url: string) =>
  new RegExp(`^${url.replaceAll(/[.*+?^$(){}|[\]\\]/g, '\\$&').replaceAll(/:\w+/g, '[^/]+')}$`)

/** What no route answers: 405 with `Allow` where another method would do, else 404 like any other. */
export const handleUnknown = (app: FastifyInstance): void => {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>()
  app.addHook('onRoute', ({ url, method }: RouteOptions) => {
    const route = known.get(url) ?? { pattern: asPattern(url), methods: new Set() }
    for (const name of [method].flat()) route.methods.add(name)
    known.set(url, route)
  })
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? ''
    const allowed = [...known.values()]
      .filter(({ pattern }) => pattern.test(path))
      .flatMap((r) => [...r.methods])
    if (allowed.length === 0) return sendProblem(request, reply, notFound())
    reply.header('allow', [...new Set(allowed)].join(', '))
    return sendProblem(request, reply, new DomainError('method_not_allowed', 'Se Allow for mulige metoder.'))
  })
}
