import type { Instant } from '@cubby/kit/clock'
import type { CellId, CommandId, GrantId, CourierId, SessionId, StayId } from '@cubby/kit/ids'
import { type CellState, freshCell } from '../cells/cell-state.ts'
import type { Side } from '../cells/layout.ts'
import type { Stay } from '../cells/stay.ts'
import { freshLadder, type Ladder } from '../rights/ladder.ts'
import type { FaultsSeen } from './faults.ts'

/** Somebody standing at the machine. One at a time on each side. */
export type Session = {
  id: SessionId
  side: Side
  actor: { kind: 'courier'; courier: CourierId } | { kind: 'recipient'; grant: GrantId }
  startedAt: Instant
  activeAt: Instant
  /** How often each cell was opened in this session; "open again" is bounded by it. */
  opened: Readonly<Record<CellId, number>>
}

/** A command that was heard of. `accepted` means begun and not yet known to have ended. */
export type CommandSeen = { status: 'accepted' | 'ended'; expiresAt: Instant }

/** All that a locker knows of itself: the fold of its journal, nothing else. */
export type LockerState = {
  seq: number
  cells: Readonly<Record<CellId, CellState>>
  stays: Readonly<Record<StayId, Stay>>
  sessions: Readonly<Record<SessionId, Session>>
  commands: Readonly<Record<CommandId, CommandSeen>>
  ladder: Ladder
  /** Moments of remote openings, the last hour's. */
  remoteOpens: readonly Instant[]
  /** The same of wiring tests; a fold that was saved before there were any has none. */
  testOpens?: readonly Instant[]
  /** Parts that are not well, by part and code; a fold that was saved before they were remembered has none. */
  faults?: FaultsSeen | undefined
}

export const freshLocker: LockerState = {
  seq: 0,
  cells: {},
  stays: {},
  sessions: {},
  commands: {},
  ladder: freshLadder,
  remoteOpens: [],
}

export const cellIn = (state: LockerState, cell: CellId): CellState =>
  state.cells[cell] ?? freshCell

export const sessionOn = (state: LockerState, side: Side): Session | undefined =>
  Object.values(state.sessions).find((session) => session.side === side)

export const staysIn = (state: LockerState): Stay[] => Object.values(state.stays)

/** The stay that holds the cell; when it is free, the last one that did. Clocks lie, so times only break that tie. */
export function latestStayIn(state: LockerState, cell: CellId): Stay | undefined {
  const { use } = cellIn(state, cell)
  if (use.kind !== 'free') return state.stays[use.stay]
  const before = staysIn(state).filter((stay) => stay.cell === cell && stay.phase !== 'cancelled')
  return before.reduce<Stay | undefined>(
    (latest, stay) => (latest && latest.allocatedAt > stay.allocatedAt ? latest : stay),
    undefined,
  )
}

/** Every door that was ever heard of. */
export function doorsKnown(state: LockerState): { cell: CellId; side: Side }[] {
  const doors: { cell: CellId; side: Side }[] = []
  for (const [cell, { doors: sides }] of Object.entries(state.cells))
    for (const side of Object.keys(sides)) doors.push({ cell: cell as CellId, side: side as Side })
  return doors
}
