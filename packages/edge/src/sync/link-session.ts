import { AppError } from '@cubby/kit/app-error'
import { type Clock, type Millis, minutes } from '@cubby/kit/clock'
import type { LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import {
  challengeReply,
  challengeText,
  type EnrolReply,
  type EnrolRequest,
  enrolReply,
  tokenReply,
} from '@cubby/protocol/link/messages'
import type { Logger } from 'pino'
import type { z } from 'zod'
import type { Enrolled } from '../store/edge-disk.ts'
import type { Identity } from '../store/identity.ts'
import { bodyOrThrow, type PokeListener, type Transport } from './transport.ts'

/** Renewed this long before its end, so that a slow exchange does not outlive it. */
const renewBefore = minutes(5)

export type LinkSessionOptions = {
  transport: Transport
  identity: Identity
  clock: Clock
  version: string
  /** Null for a machine that was enrolled before. */
  enrolmentCode: string | null
  log: Logger
}

/** Speaks to the server as this device: enrols it once, proves its key, and carries the token. */
export class LinkSession {
  readonly #options: LinkSessionOptions
  #token: { text: string; renewAt: Millis } | null = null
  #asking: Promise<string> | null = null

  constructor(options: LinkSessionOptions) {
    this.#options = options
  }

  /** Enrols this machine unless it is; null when that needs a code nobody gave. */
  async enrolled(signal: AbortSignal): Promise<Enrolled | null> {
    const { identity, transport, enrolmentCode: code, version } = this.#options
    if (identity.enrolled || code === null) return identity.enrolled
    const request: EnrolRequest = { code, publicKey: identity.key.publicKey, version }
    const reply = await transport.post('/link/v1/enrol', request, { token: null, signal })
    const told = understood(enrolReply, bodyOrThrow(reply))
    identity.enrol(told)
    this.#options.log.info({ locker: told.locker }, 'enrolled')
    return identity.enrolled
  }

  /**
   * A server that was restored from a backup may have lost this machine. Under a code that was given since, it joins
   * again as the locker that it is, and keeps its journal. False when the code is not good for that.
   */
  async #joinsAgain(locker: LockerId, signal: AbortSignal): Promise<boolean> {
    const { identity, log } = this.#options
    const told = await this.#askToEnrol(signal)
    if (told?.locker !== locker) {
      if (told) log.error({ locker: told.locker }, 'the enrolment code belongs to another locker')
      return false
    }
    identity.enrol(told)
    log.info({ locker }, 'enrolled again')
    return true
  }

  /** Null when there is no code, or it is refused. */
  async #askToEnrol(signal: AbortSignal): Promise<EnrolReply | null> {
    const { identity, transport, enrolmentCode: code, version } = this.#options
    if (code === null) return null
    const request: EnrolRequest = { code, publicKey: identity.key.publicKey, version }
    const reply = await transport.post('/link/v1/enrol', request, { token: null, signal })
    return reply.status === 200 ? understood(enrolReply, reply.body) : null
  }

  /** Posts as this device. A token that is refused is renewed once, which a restarted server may need. */
  async post(path: string, body: unknown, signal: AbortSignal): Promise<unknown> {
    const { transport } = this.#options
    const first = await transport.post(path, body, { token: await this.#tokenNow(signal), signal })
    if (first.status !== 401) return bodyOrThrow(first)
    this.#token = null
    return bodyOrThrow(
      await transport.post(path, body, { token: await this.#tokenNow(signal), signal }),
    )
  }

  /** Listens for pokes as this device until the stream ends. */
  async poke(signal: AbortSignal, on: PokeListener): Promise<void> {
    try {
      await this.#options.transport.poke({ token: await this.#tokenNow(signal), signal }, on)
    } catch (error) {
      if (error instanceof AppError && error.code === 'auth/invalid') this.#token = null
      throw error
    }
  }

  async #tokenNow(signal: AbortSignal): Promise<string> {
    if (this.#token && this.#options.clock.monotonic() < this.#token.renewAt)
      return this.#token.text
    // The sync loop and the poke stream may both come here at once; one proof serves both.
    this.#asking ??= this.#prove(signal).finally(() => (this.#asking = null))
    return this.#asking
  }

  async #prove(signal: AbortSignal, mayJoin = true): Promise<string> {
    const { transport, identity, clock } = this.#options
    const locker = identity.enrolled?.locker
    if (!locker) throw new AppError('auth/missing', 'this machine is not enrolled')
    const asked = { token: null, signal }
    const challenge = await transport.post('/link/v1/challenge', { locker }, asked)
    const { nonce } = understood(challengeReply, bodyOrThrow(challenge))
    const signature = identity.key.sign(challengeText(locker, nonce))
    const proof = await transport.post('/link/v1/token', { locker, nonce, signature }, asked)
    if (proof.status === 401 && mayJoin && (await this.#joinsAgain(locker, signal)))
      return this.#prove(signal, false)
    const { token } = understood(tokenReply, bodyOrThrow(proof))
    // By the time that passed here: the wall clock may be years off.
    this.#token = {
      text: token,
      renewAt: (clock.monotonic() + limits.deviceTokenLife - renewBefore) as Millis,
    }
    return token
  }
}

/** What the server said in a shape we know; a fault of the server otherwise. */
export function understood<Shape extends z.ZodType>(shape: Shape, body: unknown): z.infer<Shape> {
  const read = shape.safeParse(body)
  if (read.success) return read.data
  const [first] = read.error.issues
  throw new AppError(
    'server/internal',
    `the answer is not understood at /${first?.path.join('/') ?? ''}`,
  )
}
