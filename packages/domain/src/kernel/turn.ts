import type { Instant } from '@cubby/kit/clock'
import type { IdSource, RequestId, SessionId, StayId } from '@cubby/kit/ids'
import { must } from '@cubby/kit/assert'
import type { CellSpec, Side } from '../cells/layout.ts'
import { isEnded, parcelsInside, parcelsPending, type Stay } from '../cells/stay.ts'
import type { BodyOf, CancelReason, EntryBody } from '../journal/entries.ts'
import type { Directory } from '../rights/directory.ts'
import type { DoorPurpose, Right } from '../rights/right.ts'
import { evolve } from './evolve.ts'
import type { Decision, Effect, Outcome } from './intent.ts'
import type { LockerState, Session } from './state.ts'

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

  /** Asks for a door: intent first, then the pulse. */
  open(ask: { cell: CellSpec; side: Side; purpose: DoorPurpose; right: Right; stay: StayId | null; session: SessionId | null }) {
    const request: RequestId = this.ids.mint('req')
    const { cell, side, ...why } = ask
    this.add({ type: 'door.requested', request, cell: cell.id, side, ...why })
    this.effects.push({ do: 'pulse', request, cell: cell.id, side })
  }

  /** Takes parcels that are not inside off a stay; the cell is free when nothing is left of it. */
  cancel(stay: Stay, reason: CancelReason) {
    const parcels = parcelsPending(stay)
    if (parcels.length === 0) return
    this.add({
      type: 'stay.cancelled',
      ...{ stay: stay.id, cell: stay.cell, parcels, reason, frees: parcelsInside(stay).length === 0 },
    })
  }

  endSession(session: Session, reason: BodyOf<'session.ended'>['reason']) {
    this.add({ type: 'session.ended', session: session.id, reason })
  }

  spec(cell: Stay['cell']): CellSpec {
    return must(this.directory.cell(cell), `cell ${cell} is in no layout`)
  }

  /** The stay that is not over and has a parcel with this label. */
  liveStay(label: string): Stay | undefined {
    return Object.values(this.state.stays).find(
      (stay) => !isEnded(stay) && stay.items.some((item) => item.label === label),
    )
  }

  done(outcome: Outcome): Decision {
    return { entries: this.entries, effects: this.effects, outcome }
  }
}
