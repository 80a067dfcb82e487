import { limits } from '@cubby/kit/limits'
import { isFree } from '../../cells/allocate.ts'
import { doorOf, isInUse, isOpening } from '../../cells/cell-state.ts'
import { type CellSpec, doorSideOf } from '../../cells/layout.ts'
import { hasParcels, type Stay } from '../../cells/stay.ts'
import { type Courier, withdrawalReason } from '../../rights/directory.ts'
import { mayTry } from '../../rights/ladder.ts'
import { type Decision, type Intent, type Outcome, shown } from '../intent.ts'
import { cellIn, type Session, sessionOn } from '../state.ts'
import type { Turn } from '../turn.ts'

type Ask<K extends Intent['do']> = Extract<Intent, { do: K }>

/** A courier who stands here and may still work. */
export type CourierAt = { session: Session; courier: Courier }

/** A courier shows a badge and types a PIN; the shell has compared both with the directory. */
export function signInCourier(turn: Turn, ask: Ask<'sign-in-courier'>): Decision {
  const verdict = mayTry(turn.state.ladder, turn.now)
  if (!verdict.open) return turn.done({ ok: false, why: 'locked', until: verdict.until })
  const courier = ask.courier ? turn.directory.courier(ask.courier) : undefined
  const deny = (
    why: 'unknown' | 'wrong-pin' | 'not-yet' | 'expired' | 'stale-directory',
    outcome: Outcome,
  ) => {
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
  const at = courierAt(turn, ask.session)
  const stay = turn.state.stays[ask.stay]
  if (!at) return turn.done({ ok: false, why: 'no-session' })
  if (!stay || !hasParcels(stay)) return turn.done({ ok: false, why: 'no-such-stay' })
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

/** Stays a courier may take out now, for his list. */
export const withdrawable = (view: Pick<Turn, 'state' | 'directory' | 'now'>): Stay[] =>
  Object.values(view.state.stays).filter(
    (stay) =>
      hasParcels(stay) &&
      stay.phase !== 'disputed' &&
      withdrawalReason(view.directory, stay, view.now) !== null,
  )

/** How many cells of each size class are free, so that a courier knows before carrying. */
export function freeByType(
  view: Pick<Turn, 'state' | 'directory' | 'now'>,
): Record<string, number> {
  const free: Record<string, number> = {}
  const takes = view.directory.service === 'in-service'
  for (const cell of view.directory.cells(view.now))
    free[cell.type] =
      (free[cell.type] ?? 0) + (takes && isFree(cellIn(view.state, cell.id), cell) ? 1 : 0)
  return free
}

/** The courier of this session; null when nobody stands there, or nobody who may still work. */
export function courierAt(turn: Turn, id: Session['id']): CourierAt | null {
  const session = turn.state.sessions[id]
  if (session?.actor.kind !== 'courier') return null
  const courier = turn.directory.courier(session.actor.courier)
  if (courier && turn.now < courier.validUntil) return { session, courier }
  // Revoked while standing here: the session is over with the next touch.
  turn.endSession(session, 'finished')
  return null
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
  return open < limits.openDoorsPerSessionMax
    ? null
    : turn.done({ ok: false, why: 'close-a-door', open })
}

/** The courier's door of this cell stands open or is about to. */
export function isOpenFor(turn: Turn, { session }: CourierAt, cell: CellSpec) {
  const door = doorOf(cellIn(turn.state, cell.id), doorSideOf(cell, session.side))
  return door.door === 'open' || isOpening(door)
}
