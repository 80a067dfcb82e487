import type { Outcome } from '@cubby/domain/kernel/intent'
import type { SessionId } from '@cubby/kit/ids'
import type { Badge } from '@cubby/testing/network/firms'
import type { AtMachine } from './at-machine.ts'
import type { Wish } from './ledger.ts'

/** A courier who does not go before he is done. */
export class Courier {
  readonly #at: AtMachine
  readonly #badge: Badge
  #session: SessionId | null = null

  constructor(at: AtMachine, badge: Badge) {
    this.#at = at
    this.#badge = badge
  }

  /** Until the machine says that the parcel is inside; `full` when it has no cell for it now. */
  async deposit(label: string): Promise<'inside' | 'full'> {
    const at = this.#at
    const mustEnd = at.begin(`the deposit of ${label}`)
    for (let outcome: Outcome | null = null; ;) {
      mustEnd(outcome)
      const session = this.#session ?? (await this.#signIn(mustEnd))
      outcome = await at.say('deposit', { session, label })
      if (outcome === null) continue
      if (outcome.ok) {
        if (outcome.did === 'opening')
          for (const { cell } of outcome.doors) {
            // Nobody puts a parcel into a machine that has not seen its door open, or that has given up on it.
            if ((await at.opens(cell)) !== 'shown') continue
            if (await at.isKept(cell)) await at.put(cell, label)
            await at.shut(cell)
          }
      } else if (outcome.why === 'already-inside') {
        at.ledger.told(label, outcome.cell)
        return 'inside'
      } else if (outcome.why === 'full') return 'full'
      else await this.#refused(outcome.why)
    }
  }

  /** Until everything of a shipment that was called off is out again. */
  async takeBack({ labels, reference }: Wish): Promise<void> {
    const at = this.#at
    const mustEnd = at.begin(`taking back ${reference}`)
    for (let said: unknown = 'nothing yet'; ;) {
      mustEnd(said)
      const session = this.#session ?? (await this.#signIn(mustEnd))
      const listed = await this.#listed(session, labels)
      if (listed === 'signed-out') this.#session = null
      if (listed === 'nothing' && this.#areOut(labels)) return
      said = listed
      if (typeof listed === 'string') await at.pause(200)
      else {
        const outcome = await at.say('withdraw', { session, stay: listed.stay })
        said = outcome
        if (outcome?.ok && outcome.did === 'opening') await this.#empty(outcome.doors, labels)
        else if (outcome && !outcome.ok) await this.#refused(outcome.why)
      }
    }
  }

  /** Ends his session, unless it has ended with a life of the program. */
  async leave(): Promise<void> {
    if (this.#session) await this.#at.say('end-session', { session: this.#session })
    this.#session = null
  }

  async #listed(session: SessionId, labels: readonly string[]) {
    const state = await this.#at.looks()
    if (state === null) return 'dark'
    const own = state.sessions.find(({ id }) => id === session)
    if (own?.kind !== 'courier') return 'signed-out'
    const found = own.withdrawable.find((each) => each.labels.some((l) => labels.includes(l)))
    return found ?? 'nothing'
  }

  async #empty(doors: Extract<Outcome, { did: 'opening' }>['doors'], labels: readonly string[]) {
    for (const { cell } of doors) {
      if ((await this.#at.opens(cell)) === 'shut') continue
      await this.#at.take(cell, labels, 'taken back')
      await this.#at.shut(cell)
    }
  }

  #areOut(labels: readonly string[]) {
    return labels.every((label) => this.#at.ledger.places.get(label)?.at !== 'cell')
  }

  async #signIn(mustEnd: (said: unknown) => void): Promise<SessionId> {
    for (let outcome: Outcome | null = null; ;) {
      mustEnd(outcome)
      outcome = await this.#at.say('sign-in-courier', { side: 'front', ...this.#badge })
      if (outcome?.ok && outcome.did === 'signed-in') return (this.#session = outcome.session)
      if (outcome) await this.#at.pause(500)
    }
  }

  async #refused(why: string) {
    if (why === 'no-session') this.#session = null
    else if (why === 'close-a-door') await this.#at.tidyUp()
    // The plan is on its way from the server, or a door is in somebody's way.
    else await this.#at.pause(200)
  }
}
