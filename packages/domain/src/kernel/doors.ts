import { between, isOver } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import {
  type DoorCause,
  doorOf,
  type DoorState,
  isOpening,
  isUnanswered,
} from '../cells/cell-state.ts'
import { isEnded, parcelsInside, parcelsPending } from '../cells/stay.ts'
import type { Side } from '../cells/layout.ts'
import { isBeingBuilt } from '../machine/service.ts'
import { dueAtOf, storageOf, withdrawalReason } from '../rights/directory.ts'
import type { CellId } from '@cubby/kit/ids'
import type { DoorSeen } from './intent.ts'
import { cellIn, doorsKnown } from './state.ts'
import type { Turn } from './turn.ts'

/** Compares what the contacts say with what is on record, and records every difference. */
export function seeDoors(turn: Turn, doors: readonly DoorSeen[]) {
  for (const seen of doors) {
    if (!turn.directory.cell(seen.cell)) continue
    const door = doorOf(cellIn(turn.state, seen.cell), seen.side)
    if (door.door === seen.door) continue
    if (seen.door === 'open') doorOpened(turn, seen.cell, seen.side, door.cause)
    else if (seen.door === 'closed') doorClosed(turn, seen)
    else {
      const { cell, side } = seen
      const request = isOpening(door) ? door.cause.request : null
      turn.add({ type: 'door.unknown', cell, side, request, why: 'board-silent' })
    }
  }
}

function doorOpened(turn: Turn, cell: CellId, side: Side, cause: DoorCause | null) {
  if (
    !cause &&
    isBeingBuilt(turn.directory.service) &&
    cellIn(turn.state, cell).use.kind === 'free'
  ) {
    turn.add({ type: 'door.opened', cell, side, request: null })
    return
  }
  if (!cause || isForNobody(turn, cause)) {
    turn.add({ type: 'door.forced', cell, side })
    // The machine's own bolt, too late: somebody may have taken what is inside, and nobody has seen who.
    if (cause) turn.add({ type: 'cell.faulty', cell, reason: 'outcome-unknown' })
    return
  }
  turn.add({ type: 'door.opened', cell, side, request: cause.request })
  const { service } = cellIn(turn.state, cell)
  // A deposit that was given up may still put something in: then only staff can say that the cell is fine.
  const sure = !(cause.gaveUp && cause.purpose === 'deposit')
  if (service.kind === 'faulty' && service.reason !== 'outcome-unknown')
    turn.add(
      sure
        ? { type: 'cell.recovered', cell }
        : { type: 'cell.faulty', cell, reason: 'outcome-unknown' },
    )
  if (cause.right.kind === 'command') endCommand(turn, cause.right.command, 'opened')
}

/**
 * The door had been given up, and now the bolt lets go: either long after, or when whoever asked has left and the next person stands
 * there, or nobody. What is in a deposit's cell then is doubted anyway, and a command was never somebody's in front of the machine.
 */
function isForNobody(turn: Turn, { gaveUp, purpose, session, requestedAt }: DoorCause): boolean {
  if (!gaveUp) return false
  if (between(requestedAt, turn.now) > limits.openAgainWithin) return true
  return purpose !== 'deposit' && session !== null && turn.state.sessions[session] === undefined
}

function endCommand(turn: Turn, command: `cmd_${string}`, outcome: 'opened' | 'not-opened') {
  if (turn.state.commands[command]?.status === 'accepted')
    turn.add({ type: 'command.done', command, outcome })
}

/** A door closed: whatever it was opened for has now happened, or visibly has not. */
function doorClosed(turn: Turn, seen: DoorSeen) {
  const { cell, side, item } = seen
  const door = doorOf(cellIn(turn.state, cell), side)
  const { cause } = door
  // Still shut after a pulse: the bolt may yet move, so the request stays open until its time is up.
  if (cause && cause.openedAt === null) {
    if (door.door !== 'unknown' || isOnItsWay(turn, door, cause)) return
    turn.add({ type: 'door.closed', cell, side, item })
    settleUnseenOpening(turn, cell, cause)
    return
  }
  turn.add({ type: 'door.closed', cell, side, item })
  if (cause) finish(turn, cause, item)
  compareWithSensor(turn, cell, item)
}

/**
 * Asked for while nobody could see the door, and not long ago: a board that is back shows it shut before the bolt has
 * moved. A request from before the door went out of sight is another matter: it has had its time.
 */
function isOnItsWay(turn: Turn, { since }: DoorState, { requestedAt, gaveUp }: DoorCause): boolean {
  const wasOutOfSight = requestedAt > since
  return wasOutOfSight && !gaveUp && !isOver(requestedAt, turn.now, limits.doorOpensWithin)
}

/** A cell that is full where the record says empty, or the other way round, is for a person to look into. */
function compareWithSensor(turn: Turn, cell: CellId, item: boolean | null) {
  const { use, service } = cellIn(turn.state, cell)
  if (item === null || use.kind === 'reserved' || item === (use.kind === 'occupied')) return
  if (service.kind === 'ok') turn.add({ type: 'cell.faulty', cell, reason: 'outcome-unknown' })
}

/** What an opening was for, once the door has closed behind it. */
function finish(turn: Turn, cause: DoorCause, item: boolean | null) {
  const stay = cause.stay ? turn.state.stays[cause.stay] : undefined
  // What was cancelled while the door stood open stays cancelled when it closes.
  if (!stay || isEnded(stay)) return
  const { id, cell } = stay
  const inside = parcelsInside(stay)
  if (cause.purpose === 'deposit') {
    const parcels = parcelsPending(stay)
    if (parcels.length === 0) return
    // A sensor that sees an empty cell outranks everybody's word (field.md, C8).
    if (item === false) turn.cancel(stay, 'left-empty')
    else
      turn.add({
        type: 'stay.deposited',
        stay: id,
        cell,
        parcels,
        dueAt: dueAfterDeposit(turn, stay.id),
      })
  } else if (inside.length > 0 && item !== true && stay.phase !== 'disputed') {
    if (cause.purpose === 'collect') {
      const grant = cause.right.kind === 'grant' ? cause.right.grant : null
      turn.add({ type: 'stay.collected', stay: id, cell, parcels: inside, grant })
    } else if (cause.purpose === 'withdraw') {
      const courier = cause.right.kind === 'courier' ? cause.right.courier : null
      const reason = withdrawalReason(turn.directory, stay, turn.now) ?? 'undo'
      turn.add({ type: 'stay.withdrawn', stay: id, cell, parcels: inside, courier, reason })
    }
  }
  const { service } = cellIn(turn.state, cell)
  if (
    service.kind === 'faulty' &&
    service.reason === 'outcome-unknown' &&
    turn.state.stays[id]?.phase !== 'disputed'
  )
    turn.add({ type: 'cell.recovered', cell })
}

function dueAfterDeposit(turn: Turn, id: `sty_${string}`) {
  const stay = turn.state.stays[id]
  if (!stay) return null
  let longest = 0
  for (const item of stay.items)
    longest = Math.max(
      longest,
      storageOf(turn.directory.plan(item.parcel), turn.directory.organization(stay.organization)),
    )
  return dueAtOf(turn.directory, {
    ...stay,
    dueAt: stay.dueAt ?? ((turn.now + longest) as typeof turn.now),
  })
}

/** A request whose outcome nobody saw, and a door that is shut: only a person can say what is inside. */
function settleUnseenOpening(turn: Turn, cell: CellId, cause: DoorCause) {
  const stay = cause.stay ? turn.state.stays[cause.stay] : undefined
  turn.giveUpCommand(cause)
  if (stay && cellIn(turn.state, cell).service.kind === 'ok' && stay.phase !== 'cancelled')
    turn.add({ type: 'cell.faulty', cell, reason: 'outcome-unknown' })
}

/** Requests whose time is up, and doors that stand open too long. */
export function watchDoors(turn: Turn) {
  const { doorOpenMax } = turn.directory.rules(turn.now)
  for (const { cell, side } of doorsKnown(turn.state)) {
    const door = doorOf(cellIn(turn.state, cell), side)
    if (isUnanswered(door)) {
      if (!isOver(door.cause.requestedAt, turn.now, limits.doorOpensWithin)) continue
      // With the contact in sight the door certainly did not open; without it nobody knows.
      if (door.door === 'unknown') turn.giveUpCommand(door.cause)
      else openingFailed(turn, { cell, side, cause: door.cause, fault: 'bolt-stuck' })
    } else if (
      door.door === 'open' &&
      !door.leftOpenTold &&
      isOver(door.since, turn.now, doorOpenMax(cell))
    )
      turn.add({ type: 'door.left-open', cell, side, openedAt: door.since })
  }
}

type Failure = { cell: CellId; side: Side; cause: DoorCause; fault: 'bolt-stuck' | 'board-silent' }

/** The door certainly did not open. */
export function openingFailed(turn: Turn, { cell, side, cause, fault }: Failure) {
  turn.add({ type: 'door.stuck', cell, side, request: cause.request })
  if (cause.right.kind === 'command') endCommand(turn, cause.right.command, 'not-opened')
  const stay = cause.stay ? turn.state.stays[cause.stay] : undefined
  if (stay && cause.purpose === 'deposit') turn.cancel(stay, 'not-opened')
  if (cellIn(turn.state, cell).service.kind === 'ok')
    turn.add({ type: 'cell.faulty', cell, reason: fault })
}
