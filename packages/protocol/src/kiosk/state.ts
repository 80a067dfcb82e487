import type { CellSpec, ModuleSpec, Side } from '@cubby/domain/cells/layout'
import type { ScreenSettings } from '@cubby/domain/configuration/machine-rules'
import type { CellService, DoorState } from '@cubby/domain/cells/cell-state'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, LockerId, ParcelId, SessionId, StayId } from '@cubby/kit/ids'

/**
 * `GET /kiosk/v1/state?side=front`: all that the screen on this side may know. No secrets, no codes, nobody's name; and of cells that
 * are nothing to whoever stands there, only that they are there. Without a side: what everybody who stands there may know.
 */
export type KioskState = {
  /** Grows with every change; `GET /kiosk/v1/stream` tells when to ask again. */
  version: number
  locker: LockerId | null
  /** The locker's idea of the time, for clocks on the screen. */
  now: Instant
  isClockSynced: boolean
  /** False: everything works, only news from the server is late. */
  isOnline: boolean
  /** When the machine last knew all that the server wanted it to know; null: never, so no courier can sign in. */
  completeAt: Instant | null
  /** Unless in service, nothing is put in; whatever is inside can be taken out. */
  service: ServiceState
  /** False until the machine knows how its boards are wired. */
  hasLocks: boolean
  /** A printer is there and well: what a courier put in can be printed on a slip. */
  canPrint: boolean
  /** Left to right as seen from the front; empty until the machine knows its layout. */
  modules: readonly (Omit<ModuleSpec, 'cells'> & { cells: readonly KioskCell[] })[]
  /** Too many wrong codes or PINs: none is taken until then; with null, not today any more. QR codes work all the same. */
  lock: { until: Instant | null } | null
  /** What is configured of the screens. */
  screen: ScreenSettings
  /** Nothing is put in until then; null: deposits are welcome. */
  maintenanceUntil: Instant | null
  /** The clock of the place, an IANA name; null: nobody has said where the machine stands, and its hours are those of UTC. */
  timeZone: string | null
  /** Of the cells that whoever stands there may use. */
  freeByType: Readonly<Record<string, number>>
  sessions: readonly KioskSession[]
}

export type KioskCell = Pick<
  CellSpec,
  'id' | 'name' | 'type' | 'size' | 'sides' | 'heightMm' | 'transparent' | 'area'
> & {
  doors: Partial<Record<Side, DoorState['door']>>
  /** Null, like `service`: somebody else's cell, of which nothing is told. A courier is not told of its doors either. */
  use: 'free' | 'reserved' | 'occupied' | null
  service: CellService['kind'] | null
}

/** Somebody who stands at the machine, and the doors that he asked for. */
export type KioskSession = {
  id: SessionId
  side: Side
  startedAt: Instant
  opened: readonly KioskOpened[]
} & (
  | { kind: 'recipient' }
  | {
      kind: 'courier'
      deposits: readonly KioskDeposit[]
      withdrawable: readonly KioskWithdrawable[]
      announced: readonly KioskAnnounced[]
    }
)

/** A door that somebody asked for, with how often and what has become of it. */
export type KioskOpened = {
  cell: CellId
  /** Where the door is: on a machine with two sides it may be the other one. */
  side: Side
  times: number
  /** `opening`: any moment now. `stuck`: it did not open in time. `unseen`: its board is silent, so nobody knows. */
  door: 'opening' | 'open' | 'closed' | 'stuck' | 'unseen'
}

/** A stay that this courier began in this session. */
export type KioskDeposit = {
  stay: StayId
  cell: CellId
  labels: readonly string[]
  isInside: boolean
}
/** A stay that a courier may take out now. */
export type KioskWithdrawable = {
  stay: StayId
  cell: CellId
  labels: readonly string[]
  why: 'expired' | 'recalled'
}
/** A parcel that is expected from this courier and is not here yet. */
export type KioskAnnounced = { parcel: ParcelId; label: string; lowCell: boolean }

/** An event `version` of `GET /kiosk/v1/stream`. */
export type KioskVersion = { version: number }
/**
 * An event `scan` of the same stream: what a scanner that is attached to the machine has read on this side. It is for the screen to
 * say what it means: a QR code, a badge or a label. Told once and kept nowhere, because it may be a secret.
 */
export type KioskScan = { text: string; side: Side }
