import { AppError } from '@cubby/kit/app-error'
import type { Clock, Instant, Millis } from '@cubby/kit/clock'
import { millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { type DecodedFrame, decodeAll, encode } from './codec.ts'
import {
  type BoardDefinition,
  commandNamed,
  type CommandName,
  type RelayWord,
  shapesOf,
} from './define-board.ts'
import { shapeOf } from './frame-shape.ts'
import { type Line, Listeners } from './lines/line.ts'
import { FrameParser, type Parsed } from './parser.ts'
import { type Outcome, Waiter } from './waiter.ts'

export type BusRequest = {
  definition: BoardDefinition
  command: CommandName | RelayWord
  address: number
  channel?: number
  /** For commands that switch a relay one way or the other. */
  output?: boolean
  /** Goes ahead of everything that is not: somebody stands in front of the door. */
  isUrgent: boolean
  /** Waits for the reply no longer than this instead of the board's own time. */
  patience?: Millis
}

/** What passed on the wires, for the technician's screen and the black box. Carries no personal data. */
export type Traffic = {
  at: Instant
  bus: string
  /** `foreign`: sound, but nobody was waiting for it: late, somebody else's, or an echo of our own. */
  what: 'sent' | 'received' | 'foreign' | 'damaged'
  bytes: Uint8Array
}

type Job = {
  request: BusRequest
  bytes: Uint8Array
  resolve(reply: DecodedFrame | null): void
  reject(e: unknown): void
}

/** Past a pause as long as this inside a frame, the rest is not coming. */
const silence = millis(50)

/**
 * One pair of wires that several boards share: one frame at a time, a pause after each, and a reply is
 * believed only when it comes from the board and for the command that was asked. Frames carry no number,
 * so after a time-out the same board is not asked again while its late answer could still arrive and be
 * taken for a fresh one.
 */
export class Bus implements AsyncDisposable {
  readonly id: string
  readonly #line: Line
  readonly #clock: Clock
  readonly #definitions: readonly BoardDefinition[]
  readonly #parser: FrameParser
  readonly #traffic = new Listeners<[Traffic]>()
  readonly #pushes = new Listeners<[DecodedFrame, BoardDefinition]>()
  readonly #urgent: Job[] = []
  readonly #ordinary: Job[] = []
  /** By address: until when a late answer may still come. */
  readonly #owed = new Map<number, number>()
  readonly #stop = new AbortController()
  readonly #unlisten: (() => void)[]
  #waiter: Waiter | null = null
  #silence: AbortController | null = null
  #quietUntil = 0
  #hasEcho: boolean
  /** What was sent last, until it was heard again; some replies look exactly like their request. */
  #sent: { bytes: Uint8Array; isOnlyRequest: boolean } | null = null
  #running: Promise<void> | null = null

  constructor(options: {
    id: string
    line: Line
    definitions: readonly BoardDefinition[]
    clock: Clock
    /** Set for an adapter that hears itself; otherwise found out by the first echo. */
    hasEcho?: boolean | undefined
  }) {
    this.id = options.id
    this.#hasEcho = options.hasEcho ?? false
    this.#line = options.line
    this.#clock = options.clock
    this.#definitions = [...new Set(options.definitions)]
    this.#parser = new FrameParser(this.#definitions.flatMap(shapesOf))
    this.#unlisten = [
      this.#line.onData((bytes) => this.#hear(bytes)),
      this.#line.onClose(() => this.#waiter?.end('line-lost')),
    ]
  }

  /** Resolves with the board's reply; for commands without one with null, when the bytes were written. */
  request(request: BusRequest): Promise<DecodedFrame | null> {
    if (this.#stop.signal.aborted)
      return Promise.reject(new AppError('line/closed', `bus ${this.id} is closed`))
    if (this.#urgent.length + this.#ordinary.length >= limits.busQueueMax) {
      return Promise.reject(
        new AppError('server/busy', `bus ${this.id} has no room for another request`),
      )
    }
    return new Promise((resolve, reject) => {
      const bytes = encode(request.definition, request.command, request)
      const queue = request.isUrgent ? this.#urgent : this.#ordinary
      queue.push({ request, bytes, resolve, reject })
      this.#running ??= this.#run()
    })
  }

  onTraffic(listener: (traffic: Traffic) => void): () => void {
    return this.#traffic.add(listener)
  }

  /** Frames that a board sent without being asked. */
  onPush(listener: (frame: DecodedFrame, definition: BoardDefinition) => void): () => void {
    return this.#pushes.add(listener)
  }

  /** Whether the adapter repeats what is sent: told, or noticed. */
  get hasEcho() {
    return this.#hasEcho
  }

  /** Refuses what still waits. The line belongs to whoever opened it. */
  async [Symbol.asyncDispose]() {
    this.#stop.abort()
    this.#silence?.abort()
    for (const unlisten of this.#unlisten) unlisten()
    this.#waiter?.end('line-lost')
    for (const job of [...this.#urgent.splice(0), ...this.#ordinary.splice(0)]) {
      job.reject(new AppError('line/closed', `bus ${this.id} was closed`))
    }
    await this.#running
  }

  async #run() {
    while (this.#urgent.length + this.#ordinary.length > 0) {
      // The pause comes before the choice, so that a pulse asked for during it still goes first.
      await this.#pause()
      const job = this.#urgent.shift() ?? this.#ordinary.shift()
      if (!job) break
      try {
        job.resolve(await this.#perform(job))
      } catch (error) {
        job.reject(error)
      }
    }
    this.#running = null
  }

  async #pause() {
    for (;;) {
      const left = this.#quietUntil - this.#clock.monotonic()
      if (left <= 0 || this.#stop.signal.aborted) return
      await this.#clock.sleep(millis(left), this.#stop.signal)
    }
  }

  async #perform({ request, bytes }: Job): Promise<DecodedFrame | null> {
    const { definition, command } = request
    const { reply, orReply } = commandNamed(definition, command) ?? {}
    const replies = [reply, orReply].flatMap((each) =>
      each ? [shapeOf(definition, each, request)] : [],
    )
    if (command === 'status') this.#refuseWhileOwed(request)
    this.#parser.reset()
    this.#parser.expect(replies)
    // Listening starts before writing: an emulated board answers before the write has returned.
    const waiter = replies.length > 0 ? new Waiter(request, replies) : null
    this.#waiter = waiter
    const readings = decodeAll(definition, bytes)
    this.#sent = { bytes, isOnlyRequest: readings.every((each) => each.direction === 'request') }
    try {
      this.#tell('sent', bytes)
      await this.#line.write(bytes)
      if (!waiter) return null
      const patience = request.patience ?? definition.line.replyTimeout
      return this.#conclude(request, await this.#within(patience, waiter), patience)
    } finally {
      this.#waiter = null
      this.#parser.expect([])
      this.#quietUntil = this.#clock.monotonic() + definition.line.gap
    }
  }

  async #within(patience: Millis, waiter: Waiter): Promise<Outcome> {
    const enough = new AbortController()
    void this.#clock.sleep(patience, enough.signal).then(() => {
      if (enough.signal.aborted) return
      for (const parsed of this.#parser.flush()) this.#take(parsed)
      waiter.end('time-out')
    })
    const outcome = await waiter.outcome
    enough.abort()
    return outcome
  }

  #conclude(
    { definition, command, address }: BusRequest,
    outcome: Outcome,
    patience: Millis,
  ): DecodedFrame {
    const who = `board ${address} on bus ${this.id}`
    const retryAfterMs = definition.line.replyTimeout
    switch (outcome.kind) {
      case 'reply':
        return outcome.frame
      case 'line-lost':
        throw new AppError('line/closed', `the line was lost while waiting for ${who}`)
      case 'damaged':
        throw new AppError('board/bad-checksum', `${who} answered with a damaged frame`)
      case 'time-out':
        if (command === 'status') this.#owed.set(address, this.#clock.monotonic() + retryAfterMs)
        if (outcome.saw === 'damaged') {
          throw new AppError(
            'board/bad-checksum',
            `nothing but damaged frames while waiting for ${who}`,
            {
              extra: { retryAfterMs },
            },
          )
        }
        if (outcome.saw === 'unexpected') {
          throw new AppError(
            'board/unexpected',
            `${who} answered something else; is the model right?`,
            {
              extra: { retryAfterMs },
            },
          )
        }
        throw new AppError('board/no-answer', `${who} did not answer within ${patience} ms`, {
          extra: { retryAfterMs },
        })
    }
  }

  #refuseWhileOwed({ address }: BusRequest) {
    const retryAfterMs = (this.#owed.get(address) ?? 0) - this.#clock.monotonic()
    if (retryAfterMs > 0) {
      throw new AppError(
        'board/no-answer',
        `board ${address} on bus ${this.id} still owes an answer`,
        {
          extra: { retryAfterMs },
        },
      )
    }
    this.#owed.delete(address)
  }

  #hear(bytes: Uint8Array) {
    this.#silence?.abort()
    this.#silence = null
    for (const parsed of this.#parser.push(bytes)) this.#take(parsed)
    if (this.#waiter && this.#parser.pendingBytes > 0) void this.#flushAfterSilence()
  }

  async #flushAfterSilence() {
    const interrupted = new AbortController()
    this.#silence = interrupted
    await this.#clock.sleep(silence, interrupted.signal)
    if (interrupted.signal.aborted) return
    for (const parsed of this.#parser.flush()) this.#take(parsed)
  }

  #take({ kind, bytes }: Parsed) {
    if (kind === 'damaged') {
      this.#tell('damaged', bytes)
      this.#waiter?.hearDamaged(bytes)
      return
    }
    if (this.#isEcho(bytes)) return this.#tell('foreign', bytes)
    if (this.#waiter?.hear(bytes)) {
      this.#tell('received', bytes)
      return
    }
    const readings = this.#definitions.flatMap((definition) =>
      decodeAll(definition, bytes).map((frame) => ({ frame, definition })),
    )
    const pushed = readings.find(({ frame }) => frame.direction === 'push')
    this.#tell(pushed ? 'received' : 'foreign', bytes)
    if (pushed) return this.#pushes.call(pushed.frame, pushed.definition)
    for (const { frame } of readings) {
      if (frame.direction !== 'reply') continue
      if (frame.command === 'status') this.#owed.delete(frame.address)
      this.#waiter?.hearOther(frame)
    }
  }

  /** The first echo of a frame that can be nothing else tells what the adapter does from then on. */
  #isEcho(bytes: Uint8Array): boolean {
    const sent = this.#sent
    const isSame = sent !== null && sent.bytes.every((byte, at) => byte === bytes[at])
    if (!isSame || sent.bytes.length !== bytes.length) return false
    if (sent.isOnlyRequest) this.#hasEcho = true
    if (this.#hasEcho) this.#sent = null
    return this.#hasEcho
  }

  #tell(what: Traffic['what'], bytes: Uint8Array) {
    this.#traffic.call({ at: this.#clock.now(), bus: this.id, what, bytes })
  }
}
