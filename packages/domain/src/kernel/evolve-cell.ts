import type { Instant } from '@cubby/kit/clock'
import { type CellState, type DoorState, doorOf } from '../cells/cell-state.ts'
import type { Side } from '../cells/layout.ts'
import type { BodyOf, Entry, EntryBody } from '../journal/entries.ts'

type CellBody = Extract<EntryBody, { cell: unknown }>

/** The cell an entry is about, if it is about one. */
export function cellOf(body: EntryBody) {
  return 'cell' in body ? body.cell : null
}

/** One cell after an entry about it. Shared by the locker, its mirror on the server, and the simulator. */
export function evolveCell(cell: CellState, entry: Entry): CellState {
  const body = entry.body as CellBody
  const touched = { ...cell, touchedSeq: entry.seq }
  switch (body.type) {
    case 'stay.allocated':
      return cell.use.kind === 'occupied'
        ? touched
        : { ...touched, use: { kind: 'reserved', stay: body.stay } }
    case 'stay.deposited':
      return { ...touched, use: { kind: 'occupied', stay: body.stay } }
    case 'stay.collected':
    case 'stay.withdrawn':
      return { ...touched, use: { kind: 'free' } }
    case 'stay.cancelled':
      return body.frees ? { ...touched, use: { kind: 'free' } } : touched
    case 'cell.blocked':
      return { ...touched, service: { kind: 'blocked', reason: body.reason } }
    case 'cell.faulty':
      return { ...touched, service: { kind: 'faulty', reason: body.reason } }
    case 'cell.unblocked':
    case 'cell.recovered':
      return { ...touched, service: { kind: 'ok' } }
    case 'door.requested':
    case 'door.opened':
    case 'door.closed':
    case 'door.stuck':
    case 'door.unknown':
    case 'door.forced':
    case 'door.left-open':
      return withDoor(
        touched,
        body.side,
        evolveDoor(doorOf(cell, body.side), body, entry.at as Instant),
      )
    default:
      return touched
  }
}

const withDoor = (cell: CellState, side: Side, door: DoorState): CellState => ({
  ...cell,
  doors: { ...cell.doors, [side]: door },
})

type DoorBody = BodyOf<
  | 'door.requested'
  | 'door.opened'
  | 'door.closed'
  | 'door.stuck'
  | 'door.unknown'
  | 'door.forced'
  | 'door.left-open'
>

function evolveDoor(door: DoorState, body: DoorBody, at: Instant): DoorState {
  switch (body.type) {
    case 'door.requested': {
      const { request, purpose, right, stay, session } = body
      return {
        ...door,
        cause: {
          request,
          purpose,
          right,
          stay,
          session,
          requestedAt: at,
          // It stands open already, for another reason: nothing is to be waited for.
          openedAt: door.door === 'open' ? at : null,
          gaveUp: false,
        },
      }
    }
    case 'door.opened':
      return {
        door: 'open',
        since: at,
        cause: door.cause ? { ...door.cause, openedAt: door.cause.openedAt ?? at } : null,
        leftOpenTold: false,
      }
    case 'door.forced':
      return { door: 'open', since: at, cause: null, leftOpenTold: false }
    case 'door.closed':
      return { door: 'closed', since: at, cause: null, leftOpenTold: false }
    case 'door.stuck':
      return { ...door, cause: door.cause ? { ...door.cause, gaveUp: true } : null }
    case 'door.unknown':
      // The request stays on record: when the door is seen open after all, that was why.
      return { ...door, door: 'unknown', since: at }
    case 'door.left-open':
      return { ...door, leftOpenTold: true }
  }
}
