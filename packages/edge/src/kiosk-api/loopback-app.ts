import type { AddressInfo } from 'node:net'
import { AppError } from '@cubby/kit/app-error'
import type { IdSource } from '@cubby/kit/ids'
import { PROBLEM_TYPE } from '@cubby/protocol/problem'
import { fastify, type FastifyInstance, type FastifyRequest } from 'fastify'
import type { Logger } from 'pino'
import { appErrorOf, problemOf } from './problems.ts'

/** A scanned label and an id: nothing a screen sends is longer. */
const BODY_BYTES_MAX = 16 * 1024

/** An HTTP API for programs on this very machine: JSON only, our problems, no strangers. */
export function loopbackApp(options: { ids: IdSource; log: Logger }): FastifyInstance {
  const app = fastify({ bodyLimit: BODY_BYTES_MAX, logger: false, forceCloseConnections: true })
  // Only JSON: a form of some web page could be posted here without the browser asking first.
  app.removeContentTypeParser('text/plain')
  app.addHook('onRequest', async (request) => refuseStrangers(request))
  const answer = (error: unknown) => {
    const problem = problemOf(appErrorOf(error), options.ids.mint('req'))
    if (problem.status >= 500)
      options.log.error({ err: error, reference: problem.reference }, 'local call failed')
    return problem
  }
  app.setErrorHandler(async (error, _request, reply) => {
    const problem = answer(error)
    return reply.status(problem.status).type(PROBLEM_TYPE).send(problem)
  })
  app.setNotFoundHandler(async (_request, reply) => {
    const problem = answer(new AppError('input/unknown-route', 'nobody can ask that here'))
    return reply.status(problem.status).type(PROBLEM_TYPE).send(problem)
  })
  return app
}

/** Listens where only this machine can reach it, and answers the address. */
export async function listenOnLoopback(app: FastifyInstance, port: number): Promise<string> {
  await app.listen({ host: '127.0.0.1', port })
  return `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`
}

/**
 * The socket is on loopback, but a browser on this machine might be led here by a web page: a name that was bound
 * to 127.0.0.1 shows in `Host`, a foreign page in `Origin`.
 */
function refuseStrangers({ headers }: FastifyRequest) {
  const { host, origin } = headers
  if (host === undefined || !isLoopback(`http://${host}`))
    throw new AppError('auth/forbidden', 'this API is for the screens of this machine')
  if (origin !== undefined && !isLoopback(origin))
    throw new AppError('auth/forbidden', 'this API is for pages of this machine')
}

function isLoopback(url: string): boolean {
  try {
    return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
  } catch {
    return false
  }
}
