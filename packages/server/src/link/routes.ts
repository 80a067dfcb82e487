import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import type { Device } from './devices/device-auth.ts'
import { linkCalls } from './link-calls.ts'
import { pgLinkPorts } from './pg/pg-link-ports.ts'
import { pokeStreams } from './pokes/poke-stream.ts'
import { readDeviceBody } from './read-body.ts'

/** The link over HTTP. A plugin: `await app.register(linkRoutes(ctx))`. */
export const linkRoutes = (ctx: ServerContext) => async (app: FastifyInstance) => {
  const calls = linkCalls(ctx, pgLinkPorts(ctx))
  const pokes = pokeStreams(ctx)
  const devices = new WeakMap<FastifyRequest, Device>()
  // Before the body is read: strangers do not get to send us megabytes.
  const onRequest = async (request: FastifyRequest) => {
    devices.set(request, await calls.deviceOf(request.headers.authorization))
  }
  const onSync = async (request: FastifyRequest) => {
    await onRequest(request)
    calls.needRoomFor(Number(request.headers['content-length'] ?? 0))
  }
  const deviceOf = (request: FastifyRequest) => {
    const device = devices.get(request)
    if (!device) throw new AppError('auth/missing', 'A device shows its token as a bearer token.')
    return device
  }

  app.removeContentTypeParser('application/json')
  app.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (_request: unknown, body: Buffer) => readDeviceBody(body),
  )

  app.post('/link/v1/enrol', async ({ body }) => calls.enrol(body))
  app.post('/link/v1/challenge', async ({ body }) => calls.challenge(body))
  app.post('/link/v1/token', async ({ body }) => calls.token(body))
  app.post(
    '/link/v1/sync',
    { onRequest: onSync, bodyLimit: limits.pushBytesMax },
    async (request) => calls.sync(deviceOf(request), request.body),
  )
  app.get('/link/v1/poke', { onRequest }, async (request, reply) => {
    const device = deviceOf(request)
    pokes.start(reply, device, await calls.streamsOf(device))
    return reply
  })
  app.addHook('preClose', async () => pokes.stop())
  app.addHook('onClose', () => calls.stop())
}
