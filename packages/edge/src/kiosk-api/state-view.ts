import { type DoorState, doorOf, isUnanswered } from '@cubby/domain/cells/cell-state'
import { type CellSpec, doorSideOf, type Side } from '@cubby/domain/cells/layout'
import { isEnded, parcelsPending, type Stay } from '@cubby/domain/cells/stay'
import { freeByType, withdrawable } from '@cubby/domain/kernel/people/couriers'
import { cellIn, type LockerState, type Session } from '@cubby/domain/kernel/state'
import { withdrawalReason } from '@cubby/domain/rights/directory'
import { mayTry } from '@cubby/domain/rights/ladder'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, CourierId, LockerId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type {
  KioskAnnounced,
  KioskCell,
  KioskOpened,
  KioskSession,
  KioskState,
} from '@cubby/protocol/kiosk/state'
import type { EdgeDirectory } from '../feed/edge-directory.ts'

export type Viewed = {
  version: number
  locker: LockerId | null
  state: LockerState
  directory: EdgeDirectory
  now: Instant
  isClockSynced: boolean
  isOnline: boolean
  hasLocks: boolean
}

/** What a screen may see of this locker: no codes, no verifiers, no grants, nobody's name. */
export function kioskState(viewed: Viewed): KioskState {
  const { version, locker, state, directory, now, isClockSynced, isOnline, hasLocks } = viewed
  return {
    version,
    locker,
    now,
    isClockSynced,
    isOnline,
    completeAt: directory.completeAt,
    service: directory.service,
    hasLocks,
    modules: (directory.layout?.modules ?? []).map(({ cells, ...module }) => ({
      ...module,
      cells: cells.map((spec) => cellView(state, spec)),
    })),
    lock: lockOf(state, now),
    freeByType: freeByType({
      state,
      directory,
      now,
    }),
    sessions: Object.values(state.sessions).map((session) => sessionView(viewed, session)),
  }
}

function lockOf({ ladder }: LockerState, now: Instant): KioskState['lock'] {
  const verdict = mayTry(ladder, now)
  return verdict.open ? null : { until: verdict.until }
}

function cellView(state: LockerState, spec: CellSpec): KioskCell {
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
    doors: Object.fromEntries(sides.map((side) => [side, doorOf(cell, side).door])),
    use: cell.use.kind,
    service: cell.service.kind,
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
    withdrawable: withdrawable({
      state,
      directory,
      now,
    }).map((stay) => ({
      ...labelled(stay),
      why: withdrawalReason(directory, stay, now) ?? 'expired',
    })),
    announced: announcedTo(viewed, actor.courier),
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

/** What this courier's organization may bring and has not brought yet. */
function announcedTo({ state, directory }: Viewed, courier: CourierId): KioskAnnounced[] {
  const organization = directory.courier(courier)?.organization
  const here = new Set(
    Object.values(state.stays).flatMap(({ items }) => items.map(({ parcel }) => parcel)),
  )
  const announced: KioskAnnounced[] = []
  for (const {
    parcel,
    label,
    lowCell,
    carrier,
    organization: sender,
    recalled,
  } of directory.plans()) {
    if (recalled || here.has(parcel)) continue
    if (carrier !== null && carrier !== organization && sender !== organization) continue
    announced.push({ parcel, label, lowCell })
    if (announced.length >= limits.feedPageItemsMax) break
  }
  return announced
}
