import type { EntryBody } from '@cubby/domain/journal/entries'
import { AppError } from '@cubby/kit/app-error'
import { Cancel } from '@cubby/kit/cancel'
import { type Clock, type Instant, type Millis, millis } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { Prng } from '@cubby/kit/prng'
import type { Logger } from 'pino'
import { Alarm } from '../alarm.ts'
import type { Acknowledged } from '../store/edge-disk.ts'
import type { Journal } from '../store/journal.ts'
import { backOff, pollPause, toldPause } from './back-off.ts'
import type { LinkSession } from './link-session.ts'
import type { RoundOutcome, SyncRound } from './sync-round.ts'

export type SyncLoopOptions = {
  session: LinkSession
  round: SyncRound
  journal: Journal
  clock: Clock
  random: Prng
  pollEvery?: Millis
  record: (bodies: readonly EntryBody[]) => void
  log: Logger
  stop: AbortSignal
}

/** How the link fares, for screens and for support. */
export type LinkStatus = {
  isOnline: boolean
  isEnrolled: boolean
  /** The server holds another story under this journal's name: somebody must look. */
  isForked: boolean
  unsent: number
  lastHeardAt: Instant | null
}

type Waiting = { since: number; resolve: (isIdle: boolean) => void }
type Next = { pause: Millis; isUrgentOnly: boolean }

/**
 * Keeps both logs moving for as long as the machine runs. A server that is gone for days changes nothing but the
 * pauses; nothing that goes wrong here reaches the rules or the people.
 */
export class SyncLoop {
  readonly #options: SyncLoopOptions
  readonly #alarm: Alarm
  readonly #listeners = new Set<() => void>()
  #waiting: Waiting[] = []
  #rounds = 0
  #failures = 0
  /** While true only somebody with a reason (a poke, a test) may cut the pause short. */
  #isUrgentOnly = false
  #hasPokes = false
  /** Ends the pause before the next try to listen: after a long outage that one may be minutes. */
  #beforePokes: Cancel | null = null
  #isOnline = false
  #isEnrolled = false
  #isForked = false
  #lastHeardAt: Instant | null = null

  constructor(options: SyncLoopOptions) {
    this.#options = options
    this.#alarm = new Alarm(options.clock, options.stop)
    options.stop.addEventListener('abort', () => this.#beforePokes?.abort(), { once: true })
  }

  status(): LinkStatus {
    const { journal } = this.#options
    return {
      isOnline: this.#isOnline,
      isEnrolled: this.#isEnrolled,
      isForked: this.#isForked,
      unsent: journal.lastSeq - journal.acknowledged.receivedThrough,
      lastHeardAt: this.#lastHeardAt,
    }
  }

  /** Something was journalled. Many calls make one push; a server that is struggling is not pressed. */
  wake() {
    if (!this.#isUrgentOnly) this.#alarm.ring()
  }

  /**
   * True once an exchange that began after this call found nothing unsent and every stream at its head; false when
   * the server could not be asked or refused.
   */
  idle(): Promise<boolean> {
    if (this.#options.stop.aborted) return Promise.resolve(false)
    return new Promise((resolve) => {
      this.#waiting.push({ since: this.#rounds + 1, resolve })
      this.#alarm.ring()
    })
  }

  /** Calls back whenever `status` may have changed; returns the function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Exchanges until everything stops. */
  async run() {
    while (!this.#options.stop.aborted) {
      const { pause, isUrgentOnly } = await this.#exchange(++this.#rounds)
      this.#isUrgentOnly = isUrgentOnly
      if (pause > 0) await this.#alarm.wait(pause)
      this.#isUrgentOnly = false
    }
    this.#answer(Infinity, false)
  }

  /** Listens for pokes until everything stops, coming back after every loss. */
  async runPokes() {
    const { session, clock, random, log, stop } = this.#options
    for (let failures = 0; !stop.aborted;) {
      try {
        if (this.#isEnrolled)
          await session.poke(
            stop,
            this.#pokeListener(() => (failures = 0)),
          )
      } catch (error) {
        log.debug({ code: codeOf(error) }, 'no pokes')
      }
      this.#hasPokes = false
      // Before the enrolment there is nothing to listen to, and that is no failure.
      failures = this.#isEnrolled ? failures + 1 : 0
      if (stop.aborted) return
      this.#beforePokes = new Cancel()
      // Whoever is not enrolled has nobody to listen to; the first exchange cuts this short.
      const pause = failures === 0 ? limits.pollEvery : backOff(failures, random)
      await clock.sleep(pause, this.#beforePokes)
      this.#beforePokes = null
    }
  }

  #pokeListener(opened: () => void) {
    return {
      opened: () => {
        opened()
        this.#hasPokes = true
        this.#alarm.ring()
      },
      // Whoever pokes is up again: this ends a back-off, too.
      poked: () => this.#alarm.ring(),
    }
  }

  async #exchange(round: number): Promise<Next> {
    const { session, stop, clock } = this.#options
    try {
      this.#isEnrolled = (await session.enrolled(stop)) !== null
      if (!this.#isEnrolled) {
        this.#answer(round, false)
        return { pause: limits.backOffMax, isUrgentOnly: false }
      }
      const outcome = await this.#options.round.run(stop)
      this.#failures = outcome.isStalled ? this.#failures + 1 : 0
      this.#isForked = false
      this.#lastHeardAt = clock.now()
      this.#setOnline(true)
      if (outcome.isSettled || outcome.isStalled) this.#answer(round, outcome.isSettled)
      return this.#pauseAfter(outcome)
    } catch (error) {
      return this.#failed(round, error)
    }
  }

  #pauseAfter({ isSettled, isStalled, retryAfterMs }: RoundOutcome): Next {
    if (isStalled) {
      const pause = Math.max(retryAfterMs, backOff(this.#failures, this.#options.random))
      return { pause: millis(pause), isUrgentOnly: true }
    }
    if (!isSettled) return { pause: millis(retryAfterMs), isUrgentOnly: true }
    const poll = pollPause(this.#options.random, this.#options.pollEvery)
    // Pokes make polling a safety net against the one that was lost.
    const pause = this.#hasPokes ? poll * 10 : poll
    return { pause: millis(Math.max(pause, retryAfterMs)), isUrgentOnly: false }
  }

  #failed(round: number, error: unknown): Next {
    const { random, log, stop } = this.#options
    if (stop.aborted) return { pause: millis(0), isUrgentOnly: true }
    this.#failures++
    this.#setOnline(false)
    const code = codeOf(error)
    const level = this.#failures === 1 ? 'warn' : 'debug'
    if (error instanceof AppError)
      log[level]({ code, detail: error.message, failures: this.#failures }, 'no exchange')
    else log.error({ err: error }, 'exchange failed')
    if (code === 'link/gap' && this.#resumeFrom(error))
      return { pause: backOff(1, random), isUrgentOnly: true }
    this.#answer(round, false)
    if (code === 'link/fork') return this.#forked()
    if (code === 'enrolment/invalid') return { pause: limits.backOffMax, isUrgentOnly: true }
    const told = error instanceof AppError ? Number(error.extra['retryAfterMs'] ?? 0) : 0
    // A busy server that says when knows better than we do; doubling the pause would leave it idle later.
    const pause = told > 0 ? toldPause(told, random) : backOff(this.#failures, random)
    return { pause, isUrgentOnly: true }
  }

  /** The server lacks what we believed it had; it says from where on. */
  #resumeFrom(error: unknown): boolean {
    const { journal } = this.#options
    const from = error instanceof AppError ? error.extra['receivedThrough'] : undefined
    if (typeof from !== 'number' || !Number.isSafeInteger(from) || from < 0) return false
    const before: Acknowledged = journal.acknowledged
    if (from === before.receivedThrough) return false
    journal.acknowledge({
      receivedThrough: from,
      durableThrough: Math.min(from, before.durableThrough),
    })
    return true
  }

  /** Pushing on would only repeat the contradiction. People are served; somebody must look at this machine. */
  #forked(): Next {
    if (!this.#isForked) {
      this.#isForked = true
      this.#options.log.error(
        'the server holds another journal under this name: a cloned or restored disk',
      )
      this.#tryToRecord({
        type: 'device.fault',
        part: 'link',
        code: 'link/fork',
        detail: 'the journal contradicts what the server received before',
      })
    }
    return { pause: limits.backOffMax, isUrgentOnly: true }
  }

  #tryToRecord(body: EntryBody) {
    try {
      this.#options.record([body])
    } catch (error) {
      this.#options.log.error({ err: error }, 'fault not recorded')
    }
  }

  #setOnline(isOnline: boolean) {
    if (isOnline && !this.#isOnline) this.#beforePokes?.abort()
    this.#isOnline = isOnline
    for (const listener of this.#listeners) listener()
  }

  #answer(round: number, isIdle: boolean) {
    const answered = this.#waiting.filter(({ since }) => since <= round)
    this.#waiting = this.#waiting.filter(({ since }) => since > round)
    for (const { resolve } of answered) resolve(isIdle)
  }
}

const codeOf = (error: unknown) => (error instanceof AppError ? error.code : 'server/internal')
