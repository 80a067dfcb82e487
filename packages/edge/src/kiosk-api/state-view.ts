import { type DoorState, doorOf, isUnanswered } from '@cubby/domain/cells/cell-state'
import { type CellSpec, doorSideOf, type Side } from '@cubby/domain/cells/layout'
import { isEnded, parcelsPending, type Stay } from '@cubby/domain/cells/stay'
import { withdrawable } from '@cubby/domain/kernel/people/couriers'
import { freeByType } from '@cubby/domain/kernel/people/share'
import { cellIn, type LockerState, type Session } from '@cubby/domain/kernel/state'
import { type Courier, withdrawalReason } from '@cubby/domain/rights/directory'
import { mayCarry } from '@cubby/domain/rights/may-carry'
import { mayTry } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type {
  KioskAnnounced,
  KioskCell,
  KioskOpened,
  KioskSession,
  KioskState,
} from '@cubby/protocol/kiosk/state'
import type { EdgeDirectory } from '../feed/edge-directory.ts'
import {
  courierOfSession,
  type Hidden,
  hiddenNow,
  onlyOrganization,
  sessionsSeen,
} from './whose-view.ts'

export type Viewed = {
  version: number
  locker: LockerId | null
  state: LockerState
  directory: EdgeDirectory
  now: Instant
  isClockSynced: boolean
  isOnline: boolean
  hasLocks: boolean
  canPrint: boolean
  /** Where the screen is; null: any screen of this machine. */
  side: Side | null
}

/**
 * What a screen may see of this locker: no codes, no verifiers, no grants, nobody's name, and nothing of what is not for whoever
 * stands there.
 */
export function kioskState(viewed: Viewed): KioskState {
  const { version, locker, state, directory, now, isClockSynced, isOnline, hasLocks, canPrint } =
    viewed
  const sessions = sessionsSeen(viewed)
  const hidden = hiddenNow(viewed, sessions)
  return {
    version,
    locker,
    now,
    isClockSynced,
    isOnline,
    completeAt: directory.completeAt,
    service: directory.service,
    hasLocks,
    canPrint,
    modules: (directory.layout?.modules ?? []).map(({ cells, ...module }) => ({
      ...module,
      cells: cells.map((spec) => cellView(state, spec, hidden.get(spec.id))),
    })),
    lock: lockOf(viewed),
    screen: directory.screen(now),
    maintenanceUntil: directory.rules(now).maintenanceUntil,
    timeZone: directory.place?.timeZone ?? null,
    freeByType: freeByType(viewed, onlyOrganization(directory, sessions)),
    sessions: sessions.map((session) => sessionView(viewed, session)),
  }
}

function lockOf({ state, directory, now }: Viewed): KioskState['lock'] {
  const verdict = mayTry(state.ladder, now, directory.rules(now).wrongTriesPerDay)
  return verdict.open ? null : { until: verdict.until }
}

function cellView(state: LockerState, spec: CellSpec, hidden?: Hidden): KioskCell {
  const { id, name, type, size, sides, heightMm, transparent, area } = spec
  const cell = cellIn(state, id)
  return {
    id,
    name,
    type,
    size,
    sides,
    heightMm,
    ...(area ? { area } : {}),
    transparent,
    doors:
      hidden === 'all'
        ? {}
        : Object.fromEntries(sides.map((side) => [side, doorOf(cell, side).door])),
    use: hidden ? null : cell.use.kind,
    service: hidden ? null : cell.service.kind,
  }
}

function sessionView(viewed: Viewed, session: Session): KioskSession {
  const { id, side, startedAt, actor } = session
  const opened = Object.entries(session.opened).map(([cell, times]) =>
    openedView(viewed, side, cell as CellId, times),
  )
  const common = { id, side, startedAt, opened }
  if (actor.kind === 'recipient') return { ...common, kind: 'recipient' }
  const { state, directory, now } = viewed
  const courier = courierOfSession(directory, session)
  return {
    ...common,
    kind: 'courier',
    deposits: Object.values(state.stays)
      .filter(
        (stay) => stay.courier === actor.courier && stay.allocatedAt >= startedAt && !isEnded(stay),
      )
      .map((stay) => ({
        ...labelled(stay),
        isInside: parcelsPending(stay).length === 0,
      })),
    withdrawable: (courier ? withdrawable(viewed, courier) : []).map((stay) => ({
      ...labelled(stay),
      why: withdrawalReason(directory, stay, now) ?? 'expired',
    })),
    announced: courier ? announcedTo(viewed, courier) : [],
  }
}

function openedView(
  { state, directory }: Viewed,
  standsAt: Side,
  cell: CellId,
  times: number,
): KioskOpened {
  const spec = directory.cell(cell)
  const side = spec ? doorSideOf(spec, standsAt) : standsAt
  return { cell, side, times, door: progressOf(doorOf(cellIn(state, cell), side)) }
}

function progressOf(door: DoorState): KioskOpened['door'] {
  if (door.door === 'unknown') return 'unseen'
  if (door.door === 'open') return 'open'
  if (isUnanswered(door)) return 'opening'
  return door.cause?.gaveUp ? 'stuck' : 'closed'
}

const labelled = (stay: Stay) => ({
  stay: stay.id,
  cell: stay.cell,
  labels: stay.items.map(({ label }) => label),
})

/** What this courier may bring and has not brought yet. */
function announcedTo({ state, directory }: Viewed, courier: Courier): KioskAnnounced[] {
  if (!courier.flows.includes('deposit')) return []
  const here = new Set(
    Object.values(state.stays).flatMap(({ items }) => items.map(({ parcel }) => parcel)),
  )
  const announced: KioskAnnounced[] = []
  for (const plan of directory.plans()) {
    const { parcel, label, lowCell, recalled } = plan
    if (recalled || here.has(parcel) || !mayCarry(directory, courier, plan)) continue
    announced.push({ parcel, label, lowCell })
    if (announced.length >= limits.feedPageItemsMax) break
  }
  return announced
}
