import { millis, type Millis } from '@cubby/kit/clock'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { SimMessage } from '../store/memory-outbox.ts'
import type { Observed } from './observed.ts'

/** What a gateway answers to an attempt, in the words of the server's channels. */
export type GatewayOutcome =
  | { kind: 'sent' }
  | { kind: 'retry'; error: string; after: Millis | null }

export type GatewayOptions = {
  clock: VirtualClock
  chance: Prng
  fails: number
  lies: number
  observe: (observed: Observed) => void
  /** The phone of the recipient rings. */
  delivered: (message: SimMessage) => void
  isHealing: () => boolean
}

/**
 * The SMS gateway and everybody's webhook in one: takes messages, fails, is slow, or takes one and says that it
 * failed. What it took it never gives back.
 */
export class Gateway {
  readonly #options: GatewayOptions

  constructor(options: GatewayOptions) {
    this.#options = options
  }

  async take(message: SimMessage): Promise<GatewayOutcome> {
    const { clock, chance, isHealing } = this.#options
    await clock.sleep(millis(chance.int(20, 2_000)))
    const trouble = isHealing() ? { fails: 0, lies: 0 } : this.#options
    if (chance.chance(trouble.fails)) return { kind: 'retry', error: 'HTTP 503', after: null }
    this.#taken(message)
    if (chance.chance(trouble.lies)) return { kind: 'retry', error: 'timeout', after: null }
    return { kind: 'sent' }
  }

  #taken(message: SimMessage) {
    const { id, kind, channel, recipient, shipmentId, shipment, meaning } = message
    const status = shipment?.status ?? null
    this.#options.observe({
      see: 'told',
      message: { id, kind, channel, recipient, shipment: shipmentId, status, meaning },
    })
    this.#options.delivered(message)
  }
}
