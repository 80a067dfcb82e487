import { between } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import { doorOf } from '../../cells/cell-state.ts'
import { hasParcels, isEnded, type Stay, wasTakenOut } from '../../cells/stay.ts'
import { doorSideOf } from '../../cells/layout.ts'
import type { Grant } from '../../rights/directory.ts'
import type { AccessBy, Denial } from '../../journal/entries.ts'
import { mayTry } from '../../rights/ladder.ts'
import { replaceSession } from './couriers.ts'
import { type Decision, type DoorShown, type Intent, type Outcome, shown } from '../intent.ts'
import { cellIn, latestStayIn, type Session, sessionOn } from '../state.ts'
import type { Turn } from '../turn.ts'

type Ask<K extends Intent['do']> = Extract<Intent, { do: K }>

/** Somebody typed a code. */
export function enterCode(turn: Turn, ask: Ask<'enter-code'>): Decision {
  const verdict = mayTry(
    turn.state.ladder,
    turn.now,
    turn.directory.rules(turn.now).wrongTriesPerDay,
  )
  if (!verdict.open) return turn.done({ ok: false, why: 'locked', until: verdict.until })
  const grants = turn.directory.grantsByVerifier(ask.codeVerifier)
  const grant = grants.find((each) => refusal(turn, each) === null) ?? grants[0]
  if (grant) return collect(turn, ask.side, grant, 'code')
  return deny(turn, 'code', null, 'unknown', {
    ok: false,
    why: 'wrong',
    triesLeft: verdict.triesLeft - 1,
  })
}

/** Somebody showed a QR code; it names its grant and carries the server's signature. Never counted as a guess. */
export function showQr(turn: Turn, ask: Ask<'show-qr'>): Decision {
  if (!ask.signatureHolds)
    return deny(turn, 'qr', null, 'bad-signature', { ok: false, why: 'bad-signature' })
  const grant = ask.grant ? turn.directory.grant(ask.grant) : undefined
  if (!grant) return deny(turn, 'qr', null, 'expired', { ok: false, why: 'expired' })
  return collect(turn, ask.side, grant, 'qr')
}

function deny(
  turn: Turn,
  by: AccessBy,
  grant: Grant | null,
  why: Denial,
  outcome: Outcome,
): Decision {
  const counts = why === 'unknown'
  turn.add({ type: 'access.denied', by, why, counts, grant: grant?.grant ?? null, courier: null })
  return turn.done(outcome)
}

/** Why this grant opens nothing now; null when it does. */
function refusal(turn: Turn, grant: Grant): 'not-yet' | 'expired' | 'used' | 'incomplete' | null {
  if (turn.now < grant.validFrom) return 'not-yet'
  if (turn.now >= grant.validUntil) return 'expired'
  const stays = staysOf(turn, grant)
  if (stays.some(hasParcels)) {
    const here = new Set(
      stays.flatMap((stay) => stay.items.filter((item) => item.inside).map((item) => item.parcel)),
    )
    const gone = goneFrom(turn, grant)
    return grant.parcels.every((parcel) => here.has(parcel) || gone.has(parcel))
      ? null
      : 'incomplete'
  }
  return goneFrom(turn, grant).size > 0 ? 'used' : 'not-yet'
}

const staysOf = (turn: Turn, grant: Grant): Stay[] =>
  Object.values(turn.state.stays).filter(
    (stay) => !isEnded(stay) && stay.items.some((item) => grant.parcels.includes(item.parcel)),
  )

/** Parcels of the grant that were here and have been taken out. */
const goneFrom = (turn: Turn, grant: Grant) =>
  new Set(
    Object.values(turn.state.stays)
      .filter(wasTakenOut)
      .flatMap((stay) => stay.items.map((item) => item.parcel))
      .filter((parcel) => grant.parcels.includes(parcel)),
  )

/** All cells of the shipment open, one after another, without waiting for closes. */
function collect(turn: Turn, side: Session['side'], grant: Grant, by: AccessBy): Decision {
  const why = refusal(turn, grant)
  if (why) return deny(turn, by, grant, why, { ok: false, why })
  const session = sessionFor(turn, side, grant)
  turn.add({ type: 'access.granted', session, by, grant: grant.grant, courier: null })
  const doors: DoorShown[] = []
  for (const stay of staysOf(turn, grant).filter(hasParcels))
    doors.push(openStay(turn, session, side, grant.grant, stay))
  return turn.done({ ok: true, did: 'opening', session, doors })
}

/** The same code typed once more is the same person: what was opened and how often stays counted. */
function sessionFor(turn: Turn, side: Session['side'], { grant }: Grant): Session['id'] {
  const before = sessionOn(turn.state, side)
  if (before?.actor.kind === 'recipient' && before.actor.grant === grant) return before.id
  replaceSession(turn, side)
  const session = turn.ids.mint('ses')
  turn.add({ type: 'session.started', session, side, actor: { kind: 'recipient', grant } })
  return session
}

function openStay(
  turn: Turn,
  session: Session['id'],
  side: Session['side'],
  grant: Grant['grant'],
  stay: Pick<Stay, 'id' | 'cell'>,
): DoorShown {
  const cell = turn.spec(stay.cell)
  const door = doorSideOf(cell, side)
  const right = { kind: 'grant', grant } as const
  turn.open({ cell, side: door, purpose: 'collect', right, session, stay: stay.id })
  return shown(cell, door, stay.id)
}

/** "Open again": the same cells, a few times, for a few minutes, as long as the same person stands there. */
export function openAgain(turn: Turn, ask: Ask<'open-again'>): Decision {
  const session = turn.state.sessions[ask.session]
  if (session?.actor.kind !== 'recipient') return turn.done({ ok: false, why: 'no-session' })
  const times = session.opened[ask.cell] ?? 0
  const stay = latestStayIn(turn.state, ask.cell)
  if (times === 0 || !stay) return turn.done({ ok: false, why: 'no-such-stay' })
  if (stay.phase === 'disputed')
    return turn.done({ ok: false, why: 'cell-out-of-service', cell: ask.cell })
  const side = doorSideOf(turn.spec(ask.cell), session.side)
  const { door, since } = doorOf(cellIn(turn.state, ask.cell), side)
  if (door === 'closed' && between(since, turn.now) > limits.openAgainWithin)
    return turn.done({ ok: false, why: 'too-late' })
  if (times > limits.openAgainMax) return turn.done({ ok: false, why: 'again-limit' })
  const doors = [openStay(turn, session.id, session.side, session.actor.grant, stay)]
  return turn.done({ ok: true, did: 'opening', session: session.id, doors })
}

/** "The cell is empty", "wrong parcel", "it did not open": a dispute, and nobody uses the cell until it is settled. */
export function reportProblem(turn: Turn, ask: Ask<'report-problem'>): Decision {
  const session = turn.state.sessions[ask.session]
  if (session?.actor.kind !== 'recipient') return turn.done({ ok: false, why: 'no-session' })
  const stay = latestStayIn(turn.state, ask.cell)
  if (!stay || session.opened[ask.cell] === undefined)
    return turn.done({ ok: false, why: 'no-such-stay' })
  if (stay.phase === 'disputed') return turn.done({ ok: true, did: 'noted' })
  turn.add({
    type: 'stay.disputed',
    stay: stay.id,
    cell: stay.cell,
    problem: ask.problem,
    session: session.id,
  })
  turn.add({ type: 'cell.blocked', cell: stay.cell, reason: 'dispute', command: null })
  return turn.done({ ok: true, did: 'noted' })
}
