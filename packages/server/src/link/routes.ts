import { AppError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import {
  challengeRequest,
  enrolRequest,
  LINK_VERSION,
  syncRequest,
  tokenRequest,
} from '@cubby/protocol/link/messages'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { ServerContext } from '../context.ts'
import { readPart } from '../http/field-errors.ts'
import { type Device, deviceAuth } from './devices/device-auth.ts'
import { enrol } from './devices/enrol.ts'
import { startIngest } from './ingest.ts'
import { pgStore } from '../store/pg/pg-store.ts'
import { pokeStreams } from './pokes/poke-stream.ts'
import { readDeviceBody } from './read-body.ts'
import { startSync } from './sync.ts'

/** What lockers ask of the server. A plugin: `await app.register(linkRoutes(ctx))`. */
export const linkRoutes = (ctx: ServerContext) => async (app: FastifyInstance) => {
  const auth = deviceAuth(ctx)
  const ingest = startIngest(ctx, pgStore(ctx))
  const sync = startSync(ctx, ingest)
  const pokes = pokeStreams(ctx)
  const devices = new WeakMap<FastifyRequest, Device>()
  // Before the body is read: strangers do not get to send us megabytes.
  const onRequest = async (request: FastifyRequest) => {
    devices.set(request, await auth.verify(request.headers.authorization))
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

  app.post('/link/v1/enrol', async (request) => {
    const reply = await enrol(ctx, readPart(enrolRequest, request.body, ''))
    auth.forget(reply.locker)
    return reply
  })
  app.post('/link/v1/challenge', async (request) => {
    const { locker } = readPart(challengeRequest, request.body, '')
    return { nonce: auth.challenge(locker) }
  })
  app.post('/link/v1/token', async (request) =>
    auth.token(readPart(tokenRequest, request.body, '')),
  )
  app.post('/link/v1/sync', { onRequest, bodyLimit: limits.pushBytesMax }, async (request) => {
    checkVersion(request.body)
    return sync.exchange(deviceOf(request).locker, readPart(syncRequest, request.body, ''))
  })
  app.get('/link/v1/poke', { onRequest }, async (request, reply) => {
    const device = deviceOf(request)
    pokes.start(reply, device, await sync.followedBy(device.locker))
    return reply
  })
  app.addHook('preClose', async () => pokes.stop())
  app.addHook('onClose', async () => {
    await ingest.idle()
    await sync.stop()
  })
}

/** A locker that speaks another version must learn just that, whatever else has changed in its words. */
function checkVersion(body: unknown) {
  const version =
    body !== null && typeof body === 'object' && 'version' in body ? body.version : LINK_VERSION
  if (typeof version === 'number' && version !== LINK_VERSION)
    throw new AppError('link/version', `This server speaks version ${LINK_VERSION} of the link.`, {
      extra: { version: LINK_VERSION },
    })
}
