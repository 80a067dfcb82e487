import type { Layout } from '@cubby/domain/cells/layout'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Rental } from '@cubby/domain/machine/rental'
import type { ConfigurationItem } from '@cubby/domain/machine/configuration-item'
import type { Command } from '@cubby/domain/rights/directory'
import type {
  CourierId,
  GrantId,
  JournalId,
  LockerId,
  OrganizationId,
  SegmentId,
  ShipmentId,
} from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'
import type { CourierLimits } from '@cubby/server/store/office'

export type AnnounceAsk = {
  /** Who sends it. */
  firm: OrganizationId
  locker: LockerId
  reference: string
  phone: string
  parcels: readonly { label: string; size: Size | null; grams: number }[]
}
/** What of a courier may be limited. */
export type CourierLimited = CourierLimits & { isSuspended: boolean }
export type Announced = { shipment: ShipmentId; grant: GrantId; code: string }

/** What became of a call to the API: done, refused for a reason, or nobody knows. */
export type Told<T> = { ok: true; value: T } | { ok: false; why: string } | null

/**
 * What shops and staff can ask of the servers. Every call goes to one of the processes under a key; null means that
 * the answer was lost, and that the same call under the same key may be made again.
 */
export interface Office {
  announce(key: string, ask: AnnounceAsk): Promise<Told<Announced>>
  cancel(key: string, shipment: ShipmentId): Promise<Told<null>>
  extend(key: string, shipment: ShipmentId): Promise<Told<null>>
  ask(
    key: string,
    locker: LockerId,
    action: Command['action'],
    expiresInSeconds: number,
  ): Promise<Told<null>>
  /** By the delivery operator, where nobody else is named. */
  hire(key: string, courier: CourierId, by?: OrganizationId): Promise<Told<null>>
  revoke(key: string, courier: CourierId): Promise<Told<null>>
  /** Changes what he may do, where, when and for whom; suspended, nothing. */
  limit(key: string, courier: CourierId, limits: CourierLimited): Promise<Told<null>>
  /** Rents cells of a machine out, for a time that is agreed now. */
  rent(key: string, locker: LockerId, rental: Rental): Promise<Told<null>>
  /** Ends it before its time. */
  endRental(key: string, rental: Rental['rental']): Promise<Told<null>>
  /** Sets everything at one level of the network. */
  setService(key: string, locker: LockerId, state: ServiceState): Promise<Told<null>>
  /** Cells that are left out stay until they are empty. */
  remodel(key: string, locker: LockerId, layout: Layout): Promise<Told<null>>
  configure(key: string, item: ConfigurationItem): Promise<Told<null>>
  /** From now on the machine is in these segments and in no others. */
  belong(key: string, locker: LockerId, segments: readonly SegmentId[]): Promise<Told<null>>
  /** A one-time code with which a machine enrols as this locker. */
  enrolmentCode(key: string, locker: LockerId): Promise<Told<string>>
  /** Tries a quarantined entry again, or sets it aside for good. */
  resolve(
    key: string,
    entry: { locker: LockerId; journal: JournalId; seq: number },
    as: 'replay' | 'set-aside',
  ): Promise<Told<null>>
}

/** Asks until there is an answer, as everybody does whose answer was lost. */
export async function insists<T>(
  ask: () => Promise<Told<T>>,
  pause: () => Promise<void>,
  isOver: () => boolean,
): Promise<Told<T>> {
  while (!isOver()) {
    const told = await ask()
    if (told !== null) return told
    await pause()
  }
  return null
}
