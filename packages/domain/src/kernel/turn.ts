import type { Instant } from '@cubby/kit/clock'
import type { IdSource, RequestId, SessionId, StayId } from '@cubby/kit/ids'
import { must } from '@cubby/kit/assert'
import { type DoorCause, doorOf, isOpening, isUnanswered } from '../cells/cell-state.ts'
import type { CellSpec, Side } from '../cells/layout.ts'
import { parcelsInside, parcelsPending, type Stay } from '../cells/stay.ts'
import type { BodyOf, CancelReason, EntryBody } from '../journal/entries.ts'
import type { Directory } from '../rights/directory.ts'
import type { DoorPurpose, Right } from '../rights/right.ts'
import { evolve } from './evolve.ts'
import type { Decision, Effect, Outcome } from './intent.ts'
import { cellIn, type LockerState, type Session } from './state.ts'

/** What the rules may look at besides the intent. */
export type View = { state: LockerState; directory: Directory }

/** One decision being made: every entry is folded in at once, so that later rules see earlier ones. */
export class Turn {
  readonly directory: Directory
  readonly now: Instant
  readonly ids: IdSource
  state: LockerState
  readonly entries: EntryBody[] = []
  readonly effects: Effect[] = []

  constructor(view: View, now: Instant, ids: IdSource) {
    this.state = view.state
    this.directory = view.directory
    this.now = now
    this.ids = ids
  }

  /** Records that this happened. */
  add(body: EntryBody) {
    this.entries.push(body)
    this.state = evolve(this.state, { seq: this.state.seq + 1, at: this.now, body })
  }

  /**
   * Asks for a door: intent first, then the pulse. An open door needs none, and one that is just opening gets no
   * second one: the same right shown twice is still one actuation (invariant 4). A door that stands open for another
   * reason, forced or left by somebody, is from now on open for this one, or its close would tell of nothing.
   */
  open(ask: {
    cell: CellSpec
    side: Side
    purpose: DoorPurpose
    right: Right
    stay: StayId | null
    session: SessionId | null
    /** Counts as part of a wiring test. */
    isTest?: boolean
  }) {
    const { cell, side, isTest, ...why } = ask
    const door = doorOf(cellIn(this.state, cell.id), side)
    const isSame = door.cause?.stay === ask.stay && door.cause?.purpose === ask.purpose
    if (isOpening(door) || (door.door === 'open' && (isSame || ask.stay === null))) return
    // Out of sight a person may ask again; what was asked for before is then never answered any more.
    if (isUnanswered(door)) this.giveUpCommand(door.cause)
    const request: RequestId = this.ids.mint('req')
    const test = isTest ? { test: true as const } : {}
    this.add({ type: 'door.requested', request, cell: cell.id, side, ...why, ...test })
    if (door.door !== 'open') this.effects.push({ do: 'pulse', request, cell: cell.id, side })
  }

  /** Nobody will ever know whether this opening happened: a command behind it ends all the same (invariant 12). */
  giveUpCommand({ right }: DoorCause) {
    if (right.kind === 'command' && this.state.commands[right.command]?.status === 'accepted')
      this.add({ type: 'command.unknown', command: right.command })
  }

  /** Takes parcels that are not inside off a stay; the cell is free when nothing is left of it. */
  cancel(stay: Stay, reason: CancelReason) {
    const parcels = parcelsPending(stay)
    if (parcels.length === 0) return
    this.add({
      type: 'stay.cancelled',
      stay: stay.id,
      cell: stay.cell,
      parcels,
      reason,
      frees: parcelsInside(stay).length === 0,
    })
  }

  endSession(session: Session, reason: BodyOf<'session.ended'>['reason']) {
    this.add({ type: 'session.ended', session: session.id, reason })
  }

  spec(cell: Stay['cell']): CellSpec {
    return must(this.directory.cell(cell), `cell ${cell} is in no layout`)
  }

  done(outcome: Outcome): Decision {
    return { entries: this.entries, effects: this.effects, outcome }
  }
}
