import { type ShipmentId, uuidOf } from '@cubby/kit/ids'
import type { MemoryStore } from '../store/memory-store.ts'
import type { Checker, Observed, Report } from '../world/observed.ts'

const untrueOnce: Readonly<Record<string, readonly string[]>> = {
  'shipment.ready': ['collected', 'withdrawn', 'cancelled', 'announced'],
  'shipment.reminder': ['collected', 'withdrawn', 'cancelled'],
  'shipment.expired': ['collected', 'withdrawn', 'cancelled'],
}

/**
 * Invariant 10 at the gateway: one meaning has one identity, whatever was restored or repeated; nothing is told that
 * was rolled back; and nobody is asked to collect what the server knows to be gone.
 */
export class MessagesChecker implements Checker {
  readonly invariant = 10
  readonly #store: MemoryStore
  readonly #report: Report
  /** The identity under which each meaning was told. */
  readonly #told = new Map<string, string>()

  constructor(store: MemoryStore, report: Report) {
    this.#store = store
    this.#report = report
  }

  see(observed: Observed) {
    if (observed.see !== 'told') return
    const { id, kind, meaning, status } = observed.message
    const before = this.#told.get(meaning)
    if (before !== undefined && before !== id)
      this.#report(10, `"${meaning}" was told as ${before} and again as ${id}`)
    this.#told.set(meaning, id)
    if (!this.#store.tables.messages.has(id))
      this.#report(10, `"${meaning}" was told, and no transaction that says so was ever committed`)
    if (status !== null && untrueOnce[kind]?.includes(status))
      this.#report(10, `"${kind}" was told of a shipment that the server knows to be ${status}`)
  }

  atRest() {
    for (const { id, status, phone } of this.#store.tables.shipments.values())
      if (status === 'ready' && phone !== null && !this.#wasAnnounced(id))
        this.#report(10, `${id} is ready, and its recipient was never told`)
    for (const { id, dedupeKey, state } of this.#store.tables.messages.values())
      if (state === 'sent' && this.#told.get(dedupeKey) !== id)
        this.#report(10, `"${dedupeKey}" counts as sent and no gateway ever took it`)
  }

  /** "Please collect" was sent, or was tried until there was no use. */
  #wasAnnounced(shipment: ShipmentId): boolean {
    for (const message of this.#store.tables.messages.values())
      if (
        message.shipment === uuidOf(shipment) &&
        message.kind === 'shipment.ready' &&
        message.state !== 'dropped'
      )
        return true
    return false
  }
}
