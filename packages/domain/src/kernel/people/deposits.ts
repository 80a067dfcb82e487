import type { OrganizationId } from '@cubby/kit/ids'
import { volume } from '@cubby/kit/units'
import type { Allocation, Need } from '../../cells/allocate.ts'
import { fitTogether } from '../../cells/fit.ts'
import type { CellSpec } from '../../cells/layout.ts'
import { holdsCell, parcelsInside, parcelsPending, type Stay } from '../../cells/stay.ts'
import { allocateFrom, type CellShare } from '../../machine/cell-share.ts'
import type { Plan } from '../../rights/directory.ts'
import { mayCarry } from '../../rights/may-carry.ts'
import {
  type CourierAt,
  courierAt,
  isAt,
  isOpenFor,
  openFor,
  takeBack,
  tooManyDoors,
} from './couriers.ts'
import type { Decision, Intent } from '../intent.ts'
import { cellIn, staysIn } from '../state.ts'
import type { Turn } from '../turn.ts'
import { knownLabel, liveStay } from './known-label.ts'
import { cellsOfShare, shareFor } from './share.ts'

type Ask<K extends Intent['do']> = Extract<Intent, { do: K }>

/** A label was scanned: find its plan, a cell, and open it. Scanning the same label again opens the same cell. */
export function deposit(turn: Turn, scanned: Ask<'deposit'>): Decision {
  const at = courierAt(turn, scanned.session, 'deposit')
  if (!isAt(at)) return turn.done(at)
  const ask = { ...scanned, label: knownLabel(turn, at, scanned.label) }
  const live = liveStay(turn, at, ask.label)
  if (live) return resume(turn, at, live, ask.label)
  const refused = closedForDeposits(turn) ?? tooManyDoors(turn, at)
  if (refused) return refused
  const plan = turn.directory
    .plansByLabel(ask.label)
    .find((each) => !each.recalled && mayCarry(turn.directory, at.courier, each))
  if (!plan) return depositUnannounced(turn, at, ask)
  const shared = plan.mayShareCell ? shareable(turn, plan) : null
  if (shared)
    return putInto(turn, at, { stay: shared, plan, label: ask.label }, turn.spec(shared.cell))
  if (!plan.size && ask.type === null)
    return turn.done({ ok: false, why: 'size-needed', types: typesOf(turn, plan.organization) })
  const found = find(turn, needOf(plan, ask))
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan, label: ask.label }, found.cell)
}

/** The refusal while the machine is out of service or maintained; collecting goes on all the same. */
function closedForDeposits(turn: Turn): Decision | null {
  return outOfService(turn) ?? inMaintenance(turn)
}

const outOfService = (turn: Turn): Decision | null =>
  turn.directory.service === 'in-service' ? null : turn.done({ ok: false, why: 'not-in-service' })

/** What was begun before may still be finished. */
function inMaintenance(turn: Turn): Decision | null {
  const { maintenanceUntil } = turn.directory.rules(turn.now)
  return maintenanceUntil === null
    ? null
    : turn.done({ ok: false, why: 'maintenance', until: maintenanceUntil })
}

/** The label is known here already: open its cell again while it is not inside, else say where it is. */
function resume(turn: Turn, at: CourierAt, stay: Stay, label: string): Decision {
  const item = stay.items.find((each) => each.label === label)
  if (item?.inside) return turn.done({ ok: false, why: 'already-inside', cell: stay.cell })
  const cell = turn.spec(stay.cell)
  const refused = isOpenFor(turn, at, cell) ? null : (outOfService(turn) ?? tooManyDoors(turn, at))
  return refused ?? openFor(turn, at, { cell, purpose: 'deposit', stay: stay.id })
}

function depositUnannounced(turn: Turn, at: CourierAt, ask: Ask<'deposit'>): Decision {
  const { organization } = at.courier
  const isAllowed = turn.directory.organization(organization)?.acceptsUnannounced
  if (!isAllowed || !turn.directory.rules(turn.now).acceptsUnannounced)
    return turn.done({ ok: false, why: 'unknown-label' })
  if (ask.type === null)
    return turn.done({ ok: false, why: 'size-needed', types: typesOf(turn, organization) })
  const found = find(turn, needOfUnannounced(organization, ask))
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan: null, label: ask.label }, found.cell)
}

const typesOf = (turn: Turn, organization: OrganizationId) =>
  [...new Set(cellsOfShare(shareFor(turn, organization)).map((cell) => cell.type))].sort()

type Chosen = { type: string | null; low: boolean }

const needOf = (plan: Plan, chosen: Chosen): Need => ({
  box: plan.size ? { size: plan.size, grams: plan.grams } : null,
  type: plan.size ? null : chosen.type,
  zone: plan.zone,
  purpose: plan.purpose,
  organization: plan.organization,
  low: plan.lowCell || chosen.low,
})

const needOfUnannounced = (organization: OrganizationId, chosen: Chosen): Need => ({
  box: null,
  type: chosen.type,
  zone: 'ambient',
  purpose: 'delivery',
  organization,
  low: chosen.low,
})

/**
 * A cell for this need, of those that the organization may use. Cells that a recipient standing here has opened stay out of the
 * draw: he may want them again.
 */
function find(
  turn: Turn,
  need: Need,
  isWanted: (cell: CellSpec) => boolean = () => true,
): Allocation {
  const taken = new Set<CellSpec['id']>()
  for (const session of Object.values(turn.state.sessions))
    if (session.actor.kind === 'recipient')
      for (const cell of Object.keys(session.opened)) taken.add(cell as CellSpec['id'])
  const { own, common, spent } = shareFor(turn, need.organization)
  const share: CellShare = { own: own.filter(isWanted), common: common.filter(isWanted), spent }
  return allocateFrom(share, (cell) => turn.state.cells[cell], need, taken)
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
    stay,
    cell: cell.id,
    session: at.session.id,
    label,
    parcel: plan?.parcel ?? turn.ids.mint('prc'),
    announced: plan !== null,
    shipment: plan?.shipment ?? null,
    organization: plan?.organization ?? at.courier.organization,
    courier: at.courier.courier,
    purpose: plan?.purpose ?? 'delivery',
  })
  return openFor(turn, at, { cell, purpose: 'deposit', stay })
}

/** A stay of the same shipment whose cell surely has room for one more. */
function shareable(turn: Turn, plan: Plan): Stay | null {
  const { size } = plan
  if (!size) return null
  const mine = new Set(cellsOfShare(shareFor(turn, plan.organization)).map(({ id }) => id))
  for (const stay of staysIn(turn.state)) {
    // Somebody may have rented the cell since: then nothing more of others goes into it.
    if (!mine.has(stay.cell)) continue
    const open = stay.phase === 'stored' || stay.phase === 'depositing'
    const { service } = cellIn(turn.state, stay.cell)
    if (!open || stay.shipment !== plan.shipment || service.kind !== 'ok') continue
    const plans = stay.items.map((item) => turn.directory.plan(item.parcel))
    const known = plans.flatMap((each) =>
      each?.size ? [{ size: each.size, grams: each.grams }] : [],
    )
    if (known.length < plans.length) continue
    const cell = turn.directory.cells(turn.now).find(({ id }) => id === stay.cell)
    if (!cell?.purposes.includes(plan.purpose)) continue
    if (cell.zone === plan.zone && fitTogether([...known, { size, grams: plan.grams }], cell))
      return stay
  }
  return null
}

/** "Another cell": gives up this one, records why, and opens the next that fits. */
export function anotherCell(turn: Turn, ask: Ask<'another-cell'>): Decision {
  const at = courierAt(turn, ask.session, 'finish')
  if (!isAt(at)) return turn.done(at)
  const stay = turn.state.stays[ask.stay]
  if (!stay || !holdsCell(stay) || !isHis(at, stay))
    return turn.done({ ok: false, why: 'no-such-stay' })
  const item = stay.items.find((each) => !each.inside)
  if (!item) return turn.done({ ok: false, why: 'too-late' })
  const refused = closedForDeposits(turn) ?? tooManyDoors(turn, at)
  if (refused) return refused
  const plan = turn.directory.plan(item.parcel) ?? null
  const { reason } = ask
  const before = turn.spec(stay.cell)
  const isWanted = (cell: CellSpec) =>
    cell.id !== before.id && (reason !== 'too-small' || isLarger(cell, before, stay))
  // The size class that turned out too small is no wish any more.
  const chosen = { type: reason === 'too-small' ? null : before.type, low: false }
  const need = plan ? needOf(plan, chosen) : needOfUnannounced(stay.organization, chosen)
  turn.cancel(stay, reason)
  if (reason !== 'too-small')
    turn.add({ type: 'cell.blocked', cell: before.id, reason, command: null })
  const found = find(turn, need, isWanted)
  if (!found.ok) return turn.done({ ok: false, why: found.why })
  return putInto(turn, at, { stay: null, plan, label: item.label }, found.cell)
}

/** In a shared cell it was the company that left too little room: alone, one of the same size may do. */
const isLarger = (cell: CellSpec, before: CellSpec, stay: Stay) =>
  volume(cell.size) > volume(before.size) ||
  (stay.items.length > 1 && volume(cell.size) === volume(before.size))

/** He put it there, or has opened its cell since he came: after a power cut somebody else may finish a deposit. */
const isHis = ({ session, courier }: CourierAt, stay: Stay) =>
  stay.courier === courier.courier || session.opened[stay.cell] !== undefined

/** Before the door closed: the deposit never happened. After: the courier takes the parcel back out. */
export function undoDeposit(turn: Turn, ask: Ask<'undo-deposit'>): Decision {
  const at = courierAt(turn, ask.session, 'finish')
  if (!isAt(at)) return turn.done(at)
  const stay = turn.state.stays[ask.stay]
  if (!stay || !holdsCell(stay) || !isHis(at, stay))
    return turn.done({ ok: false, why: 'no-such-stay' })
  if (parcelsPending(stay).length > 0) {
    turn.cancel(stay, 'undo')
    return turn.done({ ok: true, did: 'noted' })
  }
  if (
    parcelsInside(stay).length === 0 ||
    stay.storedAt === null ||
    stay.storedAt < at.session.startedAt
  )
    return turn.done({ ok: false, why: 'too-late' })
  return takeBack(turn, at, stay)
}
