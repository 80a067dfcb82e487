import { limits } from '@cubby/kit/limits'
import { doorOf, isInUse, isOpening } from '../../cells/cell-state.ts'
import { type CellSpec, doorSideOf } from '../../cells/layout.ts'
import { hasParcels, type Stay } from '../../cells/stay.ts'
import { type Courier, type CourierFlow, withdrawalReason } from '../../rights/directory.ts'
import { mayHandle } from '../../rights/may-carry.ts'
import { mayTry } from '../../rights/ladder.ts'
import type { Denial } from '../../journal/entries.ts'
import { type Decision, type Intent, type Outcome, shown } from '../intent.ts'
import { cellIn, type Session, sessionOn } from '../state.ts'
import type { Turn } from '../turn.ts'
import { hasOpenDoor, hoursEndAt, notAtWork } from './at-work.ts'

type Ask<K extends Intent['do']> = Extract<Intent, { do: K }>

/** A courier who stands here and may still work. */
export type CourierAt = { session: Session; courier: Courier }

/** A courier shows a badge and types a PIN; the shell has compared both with the directory. */
export function signInCourier(turn: Turn, ask: Ask<'sign-in-courier'>): Decision {
  const verdict = mayTry(
    turn.state.ladder,
    turn.now,
    turn.directory.rules(turn.now).wrongTriesPerDay,
  )
  if (!verdict.open) return turn.done({ ok: false, why: 'locked', until: verdict.until })
  const courier = ask.courier ? turn.directory.courier(ask.courier) : undefined
  const deny = (why: Denial, outcome: Outcome) => {
    const counts = why === 'unknown' || why === 'wrong-pin'
    turn.add({ type: 'access.denied', by: 'pin', why, counts, grant: null, courier: ask.courier })
    return turn.done(outcome)
  }
  const wrong: Outcome = { ok: false, why: 'wrong', triesLeft: verdict.triesLeft - 1 }
  if (!courier) return deny('unknown', wrong)
  if (!ask.pinOk) return deny('wrong-pin', wrong)
  if (turn.now < courier.validFrom) return deny('not-yet', { ok: false, why: 'not-yet' })
  if (turn.now >= courier.validUntil) return deny('expired', { ok: false, why: 'expired' })
  const { completeAt } = turn.directory
  if (completeAt === null || turn.now - completeAt > limits.directoryStaleAfter)
    return deny('stale-directory', { ok: false, why: 'stale-directory' })
  const away = notAtWork(turn.directory, courier, turn.now)
  if (away) return deny(away, { ok: false, why: away })
  replaceSession(turn, ask.side)
  const session = turn.ids.mint('ses')
  const actor = { kind: 'courier', courier: courier.courier } as const
  turn.add({ type: 'session.started', session, side: ask.side, actor })
  turn.add({ type: 'access.granted', session, by: 'pin', grant: null, courier: courier.courier })
  return turn.done({ ok: true, did: 'signed-in', session })
}

/** One person at a time on each side: whoever comes next ends what was left standing. */
export function replaceSession(turn: Turn, side: Session['side']) {
  const before = sessionOn(turn.state, side)
  if (before) turn.endSession(before, 'replaced')
}

/** Takes out what its time ran out for, or what was cancelled after it went in. */
export function withdraw(turn: Turn, ask: Ask<'withdraw'>): Decision {
  const at = courierAt(turn, ask.session, 'withdraw')
  if (!isAt(at)) return turn.done(at)
  const stay = turn.state.stays[ask.stay]
  if (!stay || !hasParcels(stay) || !mayHandle(turn.directory, at.courier, stay))
    return turn.done({ ok: false, why: 'no-such-stay' })
  if (withdrawalReason(turn.directory, stay, turn.now) === null)
    return turn.done({ ok: false, why: 'not-allowed' })
  return takeBack(turn, at, stay)
}

/** Opens the cell so that the courier takes the parcels out of it again. */
export function takeBack(turn: Turn, at: CourierAt, stay: Stay): Decision {
  const { cell } = stay
  if (stay.phase === 'disputed') return turn.done({ ok: false, why: 'cell-out-of-service', cell })
  // Whoever has a door of this cell open now is not done with what is in it.
  if (isInUse(cellIn(turn.state, cell))) return turn.done({ ok: false, why: 'door-open', cell })
  return (
    tooManyDoors(turn, at) ??
    openFor(turn, at, { cell: turn.spec(cell), purpose: 'withdraw', stay: stay.id })
  )
}

/** Stays this courier may take out now, for his list. */
export const withdrawable = (
  { state, directory, now }: Pick<Turn, 'state' | 'directory' | 'now'>,
  courier: Courier,
): Stay[] =>
  courier.flows.includes('withdraw')
    ? Object.values(state.stays).filter(
        (stay) =>
          hasParcels(stay) &&
          stay.phase !== 'disputed' &&
          withdrawalReason(directory, stay, now) !== null &&
          mayHandle(directory, courier, stay),
      )
    : []

type Refused = Extract<Outcome, { ok: false }>
export const isAt = (at: CourierAt | Refused): at is CourierAt => 'session' in at

/**
 * The courier of this session, who may do such work now, or why not. With `finish` he may still end what he has begun when his
 * hours are over: a door that stands open is closed first, and only then is the session over.
 */
export function courierAt(
  turn: Turn,
  id: Session['id'],
  work: CourierFlow | 'finish',
): CourierAt | Refused {
  const session = turn.state.sessions[id]
  if (session?.actor.kind !== 'courier') return { ok: false, why: 'no-session' }
  const courier = turn.directory.courier(session.actor.courier)
  if (!courier || turn.now >= courier.validUntil) {
    // Revoked while standing here: the session is over with the next touch.
    turn.endSession(session, 'finished')
    return { ok: false, why: 'no-session' }
  }
  const isBusy = hasOpenDoor(turn.state, id)
  const away = awayNow(turn, session, courier)
  if (away && !isBusy) turn.endSession(session, away === 'off-hours' ? 'off-hours' : 'finished')
  if (away && !(isBusy && work === 'finish')) return { ok: false, why: away }
  if (work !== 'finish' && !courier.flows.includes(work)) return { ok: false, why: 'not-your-task' }
  return { session, courier }
}

function awayNow(turn: Turn, session: Session, courier: Courier) {
  const end = hoursEndAt(turn.directory, session)
  if (end !== null && turn.now >= end) return 'off-hours'
  return notAtWork(turn.directory, courier, session.startedAt)
}

type Opening = { cell: CellSpec; purpose: 'deposit' | 'withdraw'; stay: Stay['id'] }

/** Opens the door on the courier's side. */
export function openFor(turn: Turn, at: CourierAt, { cell, purpose, stay }: Opening): Decision {
  const side = doorSideOf(cell, at.session.side)
  const right = { kind: 'courier', courier: at.courier.courier } as const
  turn.open({ cell, side, purpose, right, stay, session: at.session.id })
  return turn.done({
    ok: true,
    did: 'opening',
    session: at.session.id,
    doors: [shown(cell, side, stay)],
  })
}

/** The refusal for somebody who has as many doors open as one person can watch; null while there are fewer. */
export function tooManyDoors(turn: Turn, { session }: CourierAt): Decision | null {
  let open = 0
  for (const cell of Object.values(turn.state.cells))
    for (const door of Object.values(cell.doors))
      if (door.cause?.session === session.id && (door.door === 'open' || isOpening(door))) open++
  return open < turn.directory.rules(turn.now).openDoorsPerSessionMax
    ? null
    : turn.done({ ok: false, why: 'close-a-door', open })
}

/** The courier's door of this cell stands open or is about to. */
export function isOpenFor(turn: Turn, { session }: CourierAt, cell: CellSpec) {
  const door = doorOf(cellIn(turn.state, cell.id), doorSideOf(cell, session.side))
  return door.door === 'open' || isOpening(door)
}
