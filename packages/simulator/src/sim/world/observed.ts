import type { Instant } from '@cubby/kit/clock'
import type {
  CellId,
  GrantId,
  JournalId,
  LockerId,
  OrganizationId,
  ShipmentId,
} from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import type { Cabinet, DoorMoved, SteelDoor } from './cabinet.ts'
import type { WallClock } from './life.ts'
import type { BoardMood } from './sim-boards.ts'

/** What whoever watches may know of a machine: its steel, and what it has been through. */
export interface WatchedMachine {
  readonly id: LockerId
  readonly name: string
  /** When it last knew that it had heard everything, by true time. */
  readonly completeSince: Instant | null
  /** Something was wrong inside until then. */
  readonly troubledAt: number
  readonly options: {
    readonly cabinet: Cabinet
    readonly wall: WallClock
    readonly boards: { readonly moods: readonly BoardMood[] }
  }
}

/** What the checkers see of the world, each at the moment at which it becomes a fact. */
export type Observed =
  /** An entry is on a locker's disk for good. */
  | { see: 'entry'; machine: WatchedMachine; journal: JournalId; entry: WireEntry }
  /** Bytes that mean "open" reach a lock. */
  | { see: 'pulse'; machine: WatchedMachine; door: SteelDoor }
  | { see: 'door-moved'; machine: WatchedMachine; moved: DoorMoved }
  /** A program of a locker came up. */
  | { see: 'started'; machine: WatchedMachine }
  /** A locker was told how far the server has come with its journal. */
  | {
      see: 'acknowledged'
      machine: WatchedMachine
      journal: JournalId
      receivedThrough: number
      durableThrough: number
    }
  /** A person typed a code that means nothing, and the machine looked at it. */
  | { see: 'wrong-code'; machine: WatchedMachine; wasLocked: boolean }
  /** A gateway took a message, for the first time or once more. */
  | { see: 'told'; message: ToldMessage }
  /** The list of a courier who stands here names a parcel. */
  | { see: 'listed'; machine: WatchedMachine; firm: OrganizationId; label: string }
  /** The server ended a right; whoever has synced since must refuse it. */
  | { see: 'revoked'; locker: LockerId; grant: GrantId }

export type ToldMessage = {
  id: string
  kind: string
  channel: string
  recipient: string
  shipment: ShipmentId | null
  /** What the shipment was to the server when the gateway took the message. */
  status: string | null
  /** What this message is told once for. */
  meaning: string
}

export type Where = { locker: LockerId; cell: CellId }

/** A promise was broken. */
export type Violation = { invariant: number; text: string }

/** How a checker says what it found. */
export type Report = (invariant: number, text: string) => void

/** Watches for one promise. It never changes anything, and never throws: what it finds it reports. */
export interface Checker {
  readonly invariant: number
  see?(observed: Observed): void
  /** When everything is healed and quiet. */
  atRest?(): void
}
