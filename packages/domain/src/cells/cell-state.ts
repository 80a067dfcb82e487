import type { Instant } from '@cubby/kit/clock'
import type { RequestId, SessionId, StayId } from '@cubby/kit/ids'
import type { DoorPurpose, Right } from '../rights/right.ts'
import type { Side } from './layout.ts'

/** Why a door is open or about to be: kept from the request until the door is closed again. */
export type DoorCause = {
  request: RequestId
  purpose: DoorPurpose
  right: Right
  stay: StayId | null
  session: SessionId | null
  requestedAt: Instant
  openedAt: Instant | null
  /** The door did not open in time. When it does a little later (ice, a slow bolt), this is still why. */
  gaveUp: boolean
}

/** `unknown` is never read as closed. A cause that has not opened yet is a request still under way. */
export type DoorState = {
  door: 'open' | 'closed' | 'unknown'
  since: Instant
  cause: DoorCause | null
  leftOpenTold: boolean
}

export type CellUse =
  | { kind: 'free' }
  | { kind: 'reserved'; stay: StayId }
  | { kind: 'occupied'; stay: StayId }

export type CellService =
  | { kind: 'ok' }
  | { kind: 'blocked'; reason: string }
  | { kind: 'faulty'; reason: FaultReason }

export type FaultReason = 'bolt-stuck' | 'board-silent' | 'outcome-unknown'

/** Contents, door and fitness are three different facts. */
export type CellState = {
  doors: Partial<Record<Side, DoorState>>
  use: CellUse
  service: CellService
  /** The last entry that was about this cell: what a command must have known of it (`asOfSeq`). */
  touchedSeq: number
}

const nobodyKnows: DoorState = {
  door: 'unknown',
  since: 0 as Instant,
  cause: null,
  leftOpenTold: false,
}

/** A cell nothing was heard of yet. */
export const freshCell: CellState = {
  doors: {},
  use: { kind: 'free' },
  service: { kind: 'ok' },
  touchedSeq: 0,
}

export const doorOf = (cell: CellState, side: Side): DoorState => cell.doors[side] ?? nobodyKnows

/** A request was made, and nothing was heard of what became of it. */
export const isUnanswered = (door: DoorState): door is DoorState & { cause: DoorCause } =>
  door.cause !== null && door.cause.openedAt === null && !door.cause.gaveUp

/**
 * The door may open any moment and must not be pulsed again. Out of sight nothing is under way that anybody
 * could wait for: there a person may ask again.
 */
export const isOpening = (door: DoorState): door is DoorState & { cause: DoorCause } =>
  door.door !== 'unknown' && isUnanswered(door)

/** Some door of the cell stands open or is about to. */
export const isInUse = (cell: CellState) =>
  Object.values(cell.doors).some((door) => door.door === 'open' || isOpening(door))
