import { limits } from '@cubby/kit/limits'
import type { OrganizationId } from '@cubby/kit/ids'
import { allocate, type Allocation, isFree, type Need } from '../cells/allocate.ts'
import { doorOf } from '../cells/cell-state.ts'
import { fitTogether } from '../cells/fit.ts'
import type { CellSpec } from '../cells/layout.ts'
import { holdsCell, parcelsInside, parcelsPending, type Stay } from '../cells/stay.ts'
import { type Courier, type Plan, withdrawalReason } from '../rights/directory.ts'
import { mayTry } from '../rights/ladder.ts'
import type { Decision, Intent, Outcome } from './intent.ts'
import { shown } from './intent.ts'
import { cellIn, type Session, sessionOn } from './state.ts'
import type { Turn } from './turn.ts'

type Ask<K extends Intent['do']> = Extract<Intent, { do: K }>
type CourierAt = { session: Session; courier: Courier }

/** A courier shows a badge and types a PIN; the shell has compared both with the directory. */
export function signInCourier(turn: Turn, ask: Ask<'sign-in-courier'>): Decision {
  const verdict = mayTry(turn.state.ladder, turn.now)
  if (!verdict.open) return turn.done({ ok: false, why: 'locked', until: verdict.until })
  const courier = ask.courier ? turn.directory.courier(ask.courier) : undefined
  const deny = (why: 'unknown' | 'wrong-pin' | 'not-yet' | 'expired' | 'stale-directory', outcome: Outcome) => {
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

/** A label was scanned: find its plan, a cell, and open it. Scanning the same label again opens the same cell. */
export function deposit(turn: Turn, ask: Ask<'deposit'>): Decision {
  const at = courierAt(turn, ask.session)
  if (!at) return turn.done({ ok: false, why: 'no-session' })
  const open = doorsOpenIn(turn, at.session)
  if (open >= limits.openDoorsPerSessionMax) return turn.done({ ok: false, why: 'close-a-door', open })
  const live = turn.liveStay(ask.label)
  if (live) return resume(turn, at, live, ask.label)
  const plan = turn.directory
    .plansByLabel(ask.label)
    .find((each) => !each.recalled && maybeCarriedBy(each, at.courier.organization))
  if (!plan) return depositUnannounced(turn, at, ask)
  const shared = plan.mayShareCell ? shareable(turn, plan) : null
  if (shared) return putInto(turn, at, { stay: shared, plan, label: ask.label }, turn.spec(shared.cell))
  const found = find(turn, needOf(plan, ask), new Set())
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan, label: ask.label }, found.cell)
}

function depositUnannounced(turn: Turn, at: CourierAt, ask: Ask<'deposit'>): Decision {
  const rules = turn.directory.organization(at.courier.organization)
  if (!rules?.acceptsUnannounced) return turn.done({ ok: false, why: 'unknown-label' })
  if (ask.type === null) return turn.done({ ok: false, why: 'size-needed', types: typesOf(turn) })
  const need: Need = {
    ...{ box: null, type: ask.type, zone: 'ambient', purpose: 'delivery', low: ask.low },
    organization: at.courier.organization,
  }
  const found = find(turn, need, new Set())
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan: null, label: ask.label }, found.cell)
}

const maybeCarriedBy = (plan: Plan, organization: OrganizationId) =>
  plan.carrier === null || plan.carrier === organization || plan.organization === organization

const typesOf = (turn: Turn) => [...new Set(turn.directory.cells().map((cell) => cell.type))].sort()

const needOf = (plan: Plan, ask: { type: string | null; low: boolean }): Need => ({
  box: plan.size ? { size: plan.size, grams: plan.grams } : null,
  type: plan.size ? null : ask.type,
  zone: plan.zone,
  purpose: plan.purpose,
  organization: plan.organization,
  low: plan.lowCell || ask.low,
})

/** Cells that a session standing here has opened stay out of the draw: somebody may want them again. */
function find(turn: Turn, need: Need, without: ReadonlySet<CellSpec['id']>): Allocation {
  const taken = new Set(without)
  for (const session of Object.values(turn.state.sessions))
    if (session.actor.kind === 'recipient')
      for (const cell of Object.keys(session.opened)) taken.add(cell as CellSpec['id'])
  return allocate(turn.directory.cells(), (cell) => turn.state.cells[cell], need, taken)
}

function putInto(
  turn: Turn,
  at: CourierAt,
  what: { stay: Stay | null; plan: Plan | null; label: string },
  cell: CellSpec,
): Decision {
  const { plan, label } = what
  const stay = what.stay?.id ?? turn.ids.mint('sty')
  turn.add({
    type: 'stay.allocated',
    ...{ stay, cell: cell.id, session: at.session.id, label },
    parcel: plan?.parcel ?? turn.ids.mint('prc'),
    announced: plan !== null,
    shipment: plan?.shipment ?? null,
    organization: plan?.organization ?? at.courier.organization,
    courier: at.courier.courier,
    purpose: plan?.purpose ?? 'delivery',
  })
  return openFor(turn, at, cell, 'deposit', stay)
}

function openFor(
  turn: Turn,
  at: CourierAt,
  cell: CellSpec,
  purpose: 'deposit' | 'withdraw',
  stay: Stay['id'],
): Decision {
  const side = cell.sides.includes(at.session.side) ? at.session.side : (cell.sides[0] ?? 'front')
  const right = { kind: 'courier', courier: at.courier.courier } as const
  if (doorOf(cellIn(turn.state, cell.id), side).door !== 'open')
    turn.open({ cell, side, purpose, right, stay, session: at.session.id })
  return turn.done({ ok: true, did: 'opening', session: at.session.id, doors: [shown(cell, side, stay)] })
}

/** The label is known here already: open its cell again while it is not inside, else say where it is. */
function resume(turn: Turn, at: CourierAt, stay: Stay, label: string): Decision {
  const item = stay.items.find((each) => each.label === label)
  if (item?.inside) return turn.done({ ok: false, why: 'already-inside', cell: stay.cell })
  return openFor(turn, at, turn.spec(stay.cell), 'deposit', stay.id)
}

/** A stay of the same shipment whose cell surely has room for one more. */
function shareable(turn: Turn, plan: Plan): Stay | null {
  const { size } = plan
  if (!size) return null
  for (const stay of Object.values(turn.state.stays)) {
    const open = stay.phase === 'stored' || stay.phase === 'depositing'
    if (!open || stay.shipment !== plan.shipment || cellIn(turn.state, stay.cell).service.kind !== 'ok') continue
    const boxes = stay.items.map((item) => turn.directory.plan(item.parcel))
    const known = boxes.flatMap((each) => (each?.size ? [{ size: each.size, grams: each.grams }] : []))
    if (known.length < boxes.length) continue
    if (fitTogether([...known, { size, grams: plan.grams }], turn.spec(stay.cell))) return stay
  }
  return null
}

/** "Another cell": gives up this one, records why, and opens the next that fits. */
export function anotherCell(turn: Turn, ask: Ask<'another-cell'>): Decision {
  const at = courierAt(turn, ask.session)
  const stay = turn.state.stays[ask.stay]
  if (!at) return turn.done({ ok: false, why: 'no-session' })
  if (!stay || !holdsCell(stay)) return turn.done({ ok: false, why: 'no-such-stay' })
  const item = stay.items.find((each) => !each.inside)
  if (!item) return turn.done({ ok: false, why: 'too-late' })
  const before = turn.spec(stay.cell)
  const plan = turn.directory.plan(item.parcel)
  const need: Need = plan
    ? needOf(plan, { type: before.type, low: false })
    : { ...emptyNeed, type: before.type, organization: stay.organization }
  turn.cancel(stay, ask.reason)
  if (ask.reason !== 'too-small')
    turn.add({ type: 'cell.blocked', cell: before.id, reason: ask.reason, command: null })
  const found = find(turn, need, ask.reason === 'too-small' ? noLargerThan(turn, before) : new Set([before.id]))
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan: plan ?? null, label: item.label }, found.cell)
}

const emptyNeed: Need = {
  ...{ box: null, type: null, zone: 'ambient', purpose: 'delivery', low: false },
  organization: 'org_' as OrganizationId,
}

const noLargerThan = (turn: Turn, cell: CellSpec) =>
  new Set(
    turn.directory
      .cells()
      .filter((each) => volumeOf(each) <= volumeOf(cell))
      .map((each) => each.id),
  )

const volumeOf = ({ size }: CellSpec) => size.height * size.width * size.depth

/** Before the door closed: the deposit never happened. After: the courier takes the parcel back out. */
export function undoDeposit(turn: Turn, ask: Ask<'undo-deposit'>): Decision {
  const at = courierAt(turn, ask.session)
  const stay = turn.state.stays[ask.stay]
  if (!at) return turn.done({ ok: false, why: 'no-session' })
  if (!stay || !holdsCell(stay) || stay.courier !== at.courier.courier)
    return turn.done({ ok: false, why: 'no-such-stay' })
  if (parcelsPending(stay).length > 0) {
    turn.cancel(stay, 'undo')
    return turn.done({ ok: true, did: 'noted' })
  }
  if (stay.storedAt === null || stay.storedAt < at.session.startedAt) return turn.done({ ok: false, why: 'too-late' })
  return openFor(turn, at, turn.spec(stay.cell), 'withdraw', stay.id)
}

/** Takes out what its time ran out for, or what was cancelled after it went in. */
export function withdraw(turn: Turn, ask: Ask<'withdraw'>): Decision {
  const at = courierAt(turn, ask.session)
  const stay = turn.state.stays[ask.stay]
  if (!at) return turn.done({ ok: false, why: 'no-session' })
  if (!stay || !holdsCell(stay) || parcelsInside(stay).length === 0)
    return turn.done({ ok: false, why: 'no-such-stay' })
  if (withdrawalReason(turn.directory, stay, turn.now) === null) return turn.done({ ok: false, why: 'not-allowed' })
  const open = doorsOpenIn(turn, at.session)
  if (open >= limits.openDoorsPerSessionMax) return turn.done({ ok: false, why: 'close-a-door', open })
  return openFor(turn, at, turn.spec(stay.cell), 'withdraw', stay.id)
}

/** Stays a courier may take out now, for his list. */
export const withdrawable = (view: Pick<Turn, 'state' | 'directory' | 'now'>): Stay[] =>
  Object.values(view.state.stays).filter(
    (stay) =>
      holdsCell(stay) &&
      parcelsInside(stay).length > 0 &&
      withdrawalReason(view.directory, stay, view.now) !== null,
  )

/** How many cells of each size class are free, so that a courier knows before carrying. */
export function freeByType(view: Pick<Turn, 'state' | 'directory'>): Record<string, number> {
  const free: Record<string, number> = {}
  for (const cell of view.directory.cells())
    free[cell.type] = (free[cell.type] ?? 0) + (isFree(cellIn(view.state, cell.id), cell) ? 1 : 0)
  return free
}

function courierAt(turn: Turn, id: Session['id']): CourierAt | null {
  const session = turn.state.sessions[id]
  if (session?.actor.kind !== 'courier') return null
  const courier = turn.directory.courier(session.actor.courier)
  // Revoked while standing here: the session is over with the next touch.
  return courier ? { session, courier } : null
}

function doorsOpenIn(turn: Turn, session: Session): number {
  let open = 0
  for (const cell of Object.values(turn.state.cells))
    for (const door of Object.values(cell.doors))
      if (door.cause?.session === session.id && !door.cause.gaveUp) open++
  return open
}
