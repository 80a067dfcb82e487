import type { Outcome } from '@cubby/domain/kernel/intent'
import { realClock } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import type { CellId, SessionId } from '@cubby/kit/ids'
import type { KioskAsk, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import type { Badge } from '@cubby/testing/network/firms'
import { KioskUnreachable } from '@cubby/testing/network/kiosk-client'
import type { NetworkLocker } from '@cubby/testing/network/start-network'
import { until } from '@cubby/testing/network/until'
import type { EdgeLives } from './edge-lives.ts'

/** Something the machine said to a person, who will hold it to its word. */
export type Told = { life: number; name: KioskIntentName; label: string | null; outcome: Outcome }

/** More than a person would try, and an end for a test that has gone wrong. */
const TRIES_MAX = 60

/**
 * People who do not go away before they are done: when the screen goes dark they look at the doors, wait until it
 * is back and say it again. Keeps all that they were told.
 */
export class StubbornPeople {
  readonly told: Told[] = []
  readonly #locker: NetworkLocker
  readonly #lives: EdgeLives
  readonly #badge: Badge
  #session: SessionId | null = null

  constructor(locker: NetworkLocker, lives: EdgeLives, badge: Badge) {
    this.#locker = locker
    this.#lives = lives
    this.#badge = badge
  }

  /** Until the machine says that this parcel is inside. */
  async deposit(label: string): Promise<CellId> {
    const { doors } = this.#locker
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const session = this.#session ?? (await this.#signIn())
      const outcome = await this.#say('deposit', { session, label }, label)
      if (outcome === null) continue
      if (outcome.ok && outcome.did === 'opening') {
        for (const { cell } of outcome.doors) {
          if (!(await this.#opens(cell))) continue
          await doors.put(cell)
          await this.#shut(cell)
        }
      } else if (!outcome.ok && outcome.why === 'already-inside') return outcome.cell
      else if (!outcome.ok && outcome.why === 'no-session') this.#session = null
      // The plan is still on its way from the server.
      else if (!outcome.ok && outcome.why === 'size-needed') await realClock.sleep(millis(100))
      else throw new Error(`deposit of ${label}: ${JSON.stringify(outcome)}`)
    }
    throw new Error(`${label} could not be put in`)
  }

  /** Until everything is out and the machine has seen it, or says that this code opens nothing any more. */
  async collect(code: string): Promise<void> {
    const { doors } = this.#locker
    let hasOpened = false
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const outcome = await this.#say('enter-code', { side: 'front', code }, null)
      if (outcome === null) continue
      // Once the server knows that all is out, the code is not even known any more.
      if (!outcome.ok && (outcome.why === 'used' || (outcome.why === 'wrong' && hasOpened))) return
      if (!outcome.ok || outcome.did !== 'opening')
        throw new Error(`collect: ${JSON.stringify(outcome)}`)
      let seenOut = 0
      for (const { cell } of outcome.doors) {
        if (!(await this.#opens(cell))) continue
        hasOpened = true
        await doors.take(cell)
        if (await this.#shut(cell)) seenOut++
      }
      if (seenOut === outcome.doors.length) return
    }
    throw new Error('a shipment could not be taken out')
  }

  /** The courier ends his session, unless it has ended with a life of the program. */
  async leave(): Promise<void> {
    if (this.#session) await this.#say('end-session', { session: this.#session }, null)
    this.#session = null
  }

  async #signIn(): Promise<SessionId> {
    for (let tries = 0; tries < TRIES_MAX; tries++) {
      const outcome = await this.#say('sign-in-courier', { side: 'front', ...this.#badge }, null)
      if (outcome === null) continue
      if (outcome.ok && outcome.did === 'signed-in') return (this.#session = outcome.session)
      throw new Error(`sign in: ${JSON.stringify(outcome)}`)
    }
    throw new Error('the courier could not sign in')
  }

  /** Null when the program died before it answered: nobody knows what became of it. */
  async #say<K extends KioskIntentName>(name: K, ask: KioskAsk<K>, label: string | null) {
    await this.#lives.untilUp()
    const life = this.#lives.number
    if (name === 'deposit' || name === 'enter-code') this.#lives.touch()
    try {
      const outcome = await this.#locker.kiosk.say(name, ask)
      this.told.push({ life, name, label, outcome })
      return outcome
    } catch (error) {
      if (error instanceof KioskUnreachable) return null
      throw error
    }
  }

  /** False when the program died first and the door stayed shut; a door that stays shut without that is a fault. */
  async #opens(cell: CellId): Promise<boolean> {
    const { doors } = this.#locker
    const life = this.#lives.number
    const died = () => !this.#lives.isUp || this.#lives.number !== life
    const seen = await until(
      `the door of ${cell} opens`,
      async () => ((await doors.isOpen(cell)) ? 'open' : died() ? 'dead' : null),
      seconds(8),
    )
    if (seen === 'dead') return doors.isOpen(cell)
    await this.#untilShown(cell, 'open')
    return true
  }

  /** True when the machine was seen to see it. */
  async #shut(cell: CellId): Promise<boolean> {
    await this.#locker.doors.close(cell)
    return this.#untilShown(cell, 'closed')
  }

  /** Nobody is quicker than the machine looks, unless there is nothing to look at: then false. */
  async #untilShown(cell: CellId, door: 'open' | 'closed'): Promise<boolean> {
    const life = this.#lives.number
    const seen = await until(
      `the screen shows the door of ${cell} ${door}`,
      async () => {
        if (!this.#lives.isUp || this.#lives.number !== life) return 'dark'
        const shown = await this.#shownDoor(cell)
        return shown === door ? 'shown' : shown === 'dark' ? 'dark' : null
      },
      seconds(8),
    )
    return seen === 'shown'
  }

  async #shownDoor(cell: CellId) {
    try {
      const { modules } = await this.#locker.kiosk.state()
      return modules.flatMap(({ cells }) => cells).find(({ id }) => id === cell)?.doors.front
    } catch (error) {
      if (error instanceof KioskUnreachable) return 'dark'
      throw error
    }
  }
}
