import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type { ServiceState } from '@cubby/domain/machine/service'
import { unlimited } from '@cubby/domain/rights/directory'
import { type ConfigurationItem, levelStream } from '@cubby/domain/machine/configuration-item'
import type { Command } from '@cubby/domain/rights/directory'
import { AppError } from '@cubby/kit/app-error'
import { days, instant, later } from '@cubby/kit/clock'
import { feedKey } from '@cubby/protocol/link/messages'
import type { FeedChange } from '@cubby/server/feed/feed-types'
import type {
  ApiKeyId,
  CourierId,
  LockerId,
  OrganizationId,
  SegmentId,
  ShipmentId,
} from '@cubby/kit/ids'
import { badgeVerifier } from '@cubby/keys/digest'
import type { AppContext } from '@cubby/server/context'
import { askLocker } from '@cubby/server/commands/ask-locker'
import { resolveQuarantined } from '@cubby/server/link/quarantine'
import { courierChange } from '@cubby/server/people/courier-rows'
import { employCourier, revokeCourier } from '@cubby/server/people/employ'
import { announce } from '@cubby/server/shipments/announce'
import { cancelDelivery } from '@cubby/server/shipments/rules/cancel'
import { extendStorage } from '@cubby/server/shipments/rules/extend'
import { shipmentDraft } from '@cubby/server/shipments/shipment-draft'
import { differenceOf } from '@cubby/server/store/draft'
import type { EntryRef } from '@cubby/server/store/journals'
import type { Store } from '@cubby/server/store/store'
import { doWork, keep, type Work } from '@cubby/server/store/work'
import type { RentalRow, Tables } from '../store/tables.ts'
import type { AnnounceAsk, Announced, CourierLimited, Told } from './office.ts'

export type CallContext = AppContext & { drawCode: (digits: number) => string }

/** Whose key shops and staff of the simulation use. */
const KEY: ApiKeyId = 'key_00000000000000000000000000'
const actor = { kind: 'key', id: KEY } as const
const everybodys = () => true

/** What the API of one server process does, each call once per key whatever is repeated. */
export class ApiCalls {
  readonly #ctx: CallContext
  readonly #store: Store
  readonly #tables: Tables
  readonly #shop: OrganizationId
  readonly #carrier: OrganizationId

  constructor(options: {
    ctx: CallContext
    store: Store
    tables: Tables
    shop: OrganizationId
    carrier: OrganizationId
  }) {
    this.#ctx = options.ctx
    this.#store = options.store
    this.#tables = options.tables
    this.#shop = options.shop
    this.#carrier = options.carrier
  }

  announce(key: string, asked: AnnounceAsk): Promise<Told<Announced>> {
    return this.#once(key, async (work) => {
      const { firm, locker, reference, phone, parcels } = asked
      const ordinary = { zone: 'ambient', lowCell: false } as const
      const { shipment } = await announce(work, this.#ctx, {
        organization: firm,
        // Who has couriers of its own need not say who carries.
        carrier: firm === this.#shop ? this.#carrier : null,
        locker,
        reference,
        recipient: { email: null, phone, locale: 'en' },
        parcels: parcels.map((parcel) => ({ ...parcel, ...ordinary })),
        actor,
      })
      const right = await work.tx.sealedRight(shipment.id)
      if (!right) throw new RangeError(`${shipment.id} has no right`)
      const code = this.#ctx.keys.unsealCode(right.id, right.codeSealed)
      return { shipment: shipment.id, grant: right.id, code }
    })
  }

  cancel(key: string, shipment: ShipmentId): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      const { draft } = await shipmentDraft(work, this.#ctx, shipment, everybodys)
      cancelDelivery(draft, shipment, { reason: 'changed my mind', actor })
      await keep(work, differenceOf(draft))
      return null
    })
  }

  extend(key: string, shipment: ShipmentId): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      const { draft } = await shipmentDraft(work, this.#ctx, shipment, everybodys)
      extendStorage(draft, shipment, { until: null, actor })
      await keep(work, differenceOf(draft))
      return null
    })
  }

  ask(
    key: string,
    ask: { locker: LockerId; action: Command['action']; expiresInSeconds: number },
  ): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      await askLocker(work, this.#ctx, { ...ask, reason: 'simulated', askedBy: KEY })
      return null
    })
  }

  hire(key: string, courier: CourierId, by = this.#carrier): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      await employCourier(work, {
        id: courier,
        organization: by,
        name: courier,
        badgeVerifier: badgeVerifier(this.#ctx.keys.directoryKey, courier),
        pinVerifier: null,
        validFrom: work.now,
        validUntil: later(work.now, days(365)),
        revokedAt: null,
        suspendedAt: null,
        ...unlimited,
        createdAt: work.now,
      })
      return null
    })
  }

  revoke(key: string, courier: CourierId): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      await revokeCourier(work, courier, everybodys)
      return null
    })
  }

  limit(key: string, courier: CourierId, limited: CourierLimited): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      const { isSuspended, ...limits } = limited
      const before = await work.tx.lockCourier(courier)
      if (!before) return null
      const after = { ...before, ...limits, suspendedAt: isSuspended ? work.now : null }
      this.#tables.couriers.set(courier, after)
      work.feed.push(courierChange(after))
      return null
    })
  }

  rent(key: string, rental: RentalRow): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      this.#tables.rentals.set(rental.rental, rental)
      work.feed.push(rentalItem(rental, rental.until > work.now))
      return null
    })
  }

  endRental(key: string, id: RentalRow['rental']): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      const rental = this.#tables.rentals.get(id)
      if (!rental || rental.until <= work.now) return null
      this.#tables.rentals.set(id, { ...rental, until: work.now })
      work.feed.push(rentalItem(rental, false))
      return null
    })
  }

  setService(key: string, locker: LockerId, service: ServiceState): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      this.#tables.lockers.change(locker, (row) => ({ ...row, service }))
      const stream = `locker:${locker}`
      work.feed.push({ stream, key: 'service', body: { state: service } })
      return null
    })
  }

  /** Cells that the new layout leaves out stay until they are empty; they may come back. */
  remodel(key: string, locker: LockerId, layout: Layout): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      const here = new Set(cellsOf(layout).map(({ id }) => id))
      this.#tables.lockers.change(locker, (row) => ({
        ...row,
        layout,
        leaving: [...cellsOf(row.layout), ...row.leaving].filter(({ id }) => !here.has(id)),
      }))
      work.feed.push({ stream: `locker:${locker}`, key: 'layout', body: { layout } })
      return null
    })
  }

  belong(key: string, locker: LockerId, segments: readonly SegmentId[]): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      this.#tables.belongings.change(locker, (streams) => [
        ...streams.filter((stream) => !stream.startsWith('segment:')),
        ...segments.map((segment) => `segment:${segment}`),
      ])
      // As whoever changes a membership does it: all look again at what they follow.
      work.alsoTell.push('network')
      return null
    })
  }

  configure(key: string, item: ConfigurationItem): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      work.feed.push({
        stream: levelStream(item.of),
        key: feedKey('configuration', item.of),
        body: item.settings.length > 0 ? item : null,
      })
      return null
    })
  }

  resolve(key: string, entry: EntryRef, how: 'replayed' | 'skipped'): Promise<Told<null>> {
    return this.#once(key, async (work) => {
      await resolveQuarantined(work, this.#ctx, { ...entry, how, by: null })
      return null
    })
  }

  /** The same key gets the same answer, also from another process; a refusal leaves nothing behind. */
  async #once<T>(key: string, work: (work: Work) => Promise<T>): Promise<Told<T>> {
    try {
      const value = await doWork(this.#ctx, this.#store, async (begun) => {
        const before = this.#tables.answers.get(key)
        if (before) return before.answer as T
        const answer = await work(begun)
        this.#tables.answers.set(key, { answer })
        return answer
      })
      return { ok: true, value }
    } catch (error) {
      if (error instanceof AppError) return { ok: false, why: error.code }
      if (this.#store.isPassing(error)) return null
      throw error
    }
  }
}

/** A rental as its machine reads it; a tombstone when it is over. */
const rentalItem = ({ locker, ...rental }: RentalRow, isToRun: boolean): FeedChange => ({
  stream: `locker:${locker}`,
  key: feedKey('rental', rental.rental),
  body: isToRun ? rental : null,
  ...(isToRun ? { expiresAt: instant(rental.until) } : {}),
})
