import type { KioskScan } from '@cubby/protocol/kiosk/state'
import { playDoorOpen, playRefused } from '../devices/sounds.ts'
import { isComplete, maySubmit } from '../model/code-entry.ts'
import type { ScreenConfig } from '../model/config.ts'
import { newlyOpen } from '../model/door-look.ts'
import { lockLeft } from '../model/lock-left.ts'
import { type Ask, freshModel, type Model, sessionOf } from '../model/model.ts'
import { type Event, reduce } from '../model/reduce.ts'
import { scanMeaning } from '../model/scanner/scan-meaning.ts'
import { askEdge } from './edge-client.ts'
import { StateFeed } from './state-feed.ts'

/** A courier's scanner is faster than a slow disk; more than these are not remembered. */
const ASKS_WAITING_MAX = 20

/** Holds the model of this screen, and is the only one that talks to the edge. */
export class KioskStore {
  readonly config: ScreenConfig
  #model: Model
  readonly #listeners = new Set<() => void>()
  #feed: StateFeed | null = null
  #asks: Promise<void> = Promise.resolve()
  #touchedAt = performance.now()

  constructor(config: ScreenConfig) {
    this.config = config
    this.#model = freshModel(config.side)
  }

  get model() {
    return this.#model
  }

  /** When a person last did something, by this page's own clock. */
  get touchedAt() {
    return this.#touchedAt
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  readonly snapshot = () => this.#model

  /** Follows the machine until the returned function is called. */
  start(): () => void {
    const feed = new StateFeed(this.config.side, {
      onState: (state) => this.dispatch({ on: 'state', state, at: performance.now() }),
      onScan: (scan) => this.#scannedAtMachine(scan),
      onLost: () => this.dispatch({ on: 'unreached' }),
    })
    this.#feed = feed
    return () => feed.stop()
  }

  dispatch(event: Event) {
    const before = this.#model
    this.#model = reduce(before, event)
    if (this.#model === before) return
    this.#notice(before, event)
    for (const listener of this.#listeners) listener()
  }

  /** Somebody is there. */
  touch() {
    this.#touchedAt = performance.now()
  }

  /** Asks the edge, one question after another, and shows the answer. */
  ask(ask: Ask) {
    this.touch()
    if (this.#model.underWay >= ASKS_WAITING_MAX) return
    this.dispatch({ on: 'asked' })
    this.#asks = this.#asks.then(async () => {
      const answer = await askEdge(ask)
      if (answer.kind === 'outcome') this.dispatch({ on: 'answered', ask, outcome: answer.outcome })
      else this.dispatch({ on: 'failed', ask, why: answer.kind })
      await this.#feed?.refresh()
    })
  }

  /** Keys, on the glass or off it. A complete code is looked at without another key. */
  type(text: string) {
    this.touch()
    const { step } = this.#model
    if (step.at === 'start' && (this.#model.underWay > 0 || this.#isLocked())) return
    this.dispatch({ on: 'type', text })
    const now = this.#model.step
    if (now.at === 'start' && isComplete(now.code)) this.submitCode()
  }

  submitCode() {
    const { step, side, underWay } = this.#model
    if (step.at !== 'start' || !maySubmit(step.code) || underWay > 0 || this.#isLocked()) return
    this.ask({ name: 'enter-code', body: { side, code: step.code } })
  }

  signIn() {
    const { step, side, underWay } = this.#model
    if (step.at !== 'badge' || underWay > 0) return
    const { badge, pin } = step
    this.ask({ name: 'sign-in-courier', body: { side, badge, pin } })
  }

  scanned(text: string) {
    this.touch()
    const meaning = scanMeaning(this.#model, text)
    if ('ask' in meaning) this.ask(meaning.ask)
    else this.dispatch(meaning.event)
  }

  /** The person leaves, or has left. */
  leave() {
    const session = sessionOf(this.#model)
    if (session) this.ask({ name: 'end-session', body: { session: session.id } })
    this.dispatch({ on: 'start-over' })
  }

  #scannedAtMachine({ text, side }: KioskScan) {
    if (side === this.config.side) this.scanned(text)
  }

  #isLocked() {
    return lockLeft(this.#model, performance.now()) !== null
  }

  /** What a person hears, and what counts as his doing something: a door that moves. */
  #notice(before: Model, event: Event) {
    const [then, now] = [sessionOf(before), sessionOf(this.#model)]
    if (newlyOpen(then, now).length > 0) playDoorOpen()
    if (then && now && JSON.stringify(then.opened) !== JSON.stringify(now.opened)) this.touch()
    const answered = event.on === 'answered' || event.on === 'failed'
    if (answered && this.#model.step.notice?.tone === 'bad') playRefused()
  }
}
