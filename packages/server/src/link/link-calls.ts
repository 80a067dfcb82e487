import { AppError } from '@cubby/kit/app-error'
import {
  challengeRequest,
  type EnrolReply,
  enrolRequest,
  LINK_VERSION,
  type SyncReply,
  syncRequest,
  tokenRequest,
} from '@cubby/protocol/link/messages'
import type { AppContext } from '../context.ts'
import { readPart } from '../http/incoming/field-errors.ts'
import { type Device, deviceAuth } from './devices/device-auth.ts'
import { enrol } from './devices/enrol.ts'
import { startIngest } from './ingest/ingest.ts'
import type { LinkPorts } from './ports.ts'
import { startSync } from './sync.ts'

/** What lockers ask of the server, whatever carries it. Bodies are as they came; a refusal is an `AppError`. */
export type LinkCalls = {
  enrol(body: unknown): Promise<EnrolReply>
  challenge(body: unknown): { nonce: string }
  token(body: unknown): Promise<{ token: string; expiresAt: number }>
  /** Who shows this `Authorization` header; asked before a body is read. */
  deviceOf(authorization: string | undefined): Promise<Device>
  /** Refuses a sync of this size that could only be a backlog, before its body is read. */
  needRoomFor(bytes: number): void
  sync(device: Device, body: unknown): Promise<SyncReply>
  /** The streams whose news a device is poked about. */
  streamsOf(device: Device): Promise<string[]>
  /** Resolves when all that was taken in is done. Nothing may be asked any more. */
  stop(): Promise<void>
}

/** The server's side of the link, over these ports. */
export function linkCalls(ctx: AppContext, { store, readings, devices }: LinkPorts): LinkCalls {
  const auth = deviceAuth(ctx, devices)
  const ingest = startIngest(ctx, store)
  const sync = startSync(ctx, readings, ingest)
  return {
    async enrol(body) {
      const reply = await enrol(ctx, devices, readPart(enrolRequest, body, ''))
      auth.forget(reply.locker)
      return reply
    },
    challenge(body) {
      const { locker } = readPart(challengeRequest, body, '')
      return { nonce: auth.challenge(locker) }
    },
    token: async (body) => auth.token(readPart(tokenRequest, body, '')),
    deviceOf: (authorization) => auth.verify(authorization),
    needRoomFor: (bytes) => ingest.needRoomFor(bytes),
    async sync({ locker }, body) {
      checkVersion(body)
      return sync.exchange(locker, readPart(syncRequest, body, ''))
    },
    streamsOf: ({ locker }) => sync.followedBy(locker),
    async stop() {
      await ingest.idle()
      await sync.stop()
    },
  }
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
