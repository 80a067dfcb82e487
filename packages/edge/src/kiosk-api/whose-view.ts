import type { Side } from '@cubby/domain/cells/layout'
import { hiddenCells } from '@cubby/domain/kernel/people/hidden-cells'
import type { LockerState, Session } from '@cubby/domain/kernel/state'
import type { Courier } from '@cubby/domain/rights/directory'
import type { Instant } from '@cubby/kit/clock'
import type { CellId, OrganizationId } from '@cubby/kit/ids'
import type { EdgeDirectory } from '../feed/edge-directory.ts'

type Looked = { state: LockerState; directory: EdgeDirectory; now: Instant; side: Side | null }

/** `all`: nothing but its shape. `inside`: that its door stands open may be told, so that somebody shuts it. */
export type Hidden = 'all' | 'inside'

/** The people whom this screen is about. */
export const sessionsSeen = ({ state, side }: Looked): Session[] =>
  Object.values(state.sessions).filter((session) => side === null || session.side === side)

/** The courier who stands there; null for anybody else, and for one who was revoked. */
export const courierOfSession = (directory: EdgeDirectory, { actor }: Session): Courier | null =>
  actor.kind === 'courier' ? (directory.courier(actor.courier) ?? null) : null

/** What this screen must not tell: whatever one of those who stand there is not to know. */
export function hiddenNow(looked: Looked, sessions: readonly Session[]): Map<CellId, Hidden> {
  const { directory } = looked
  const hidden = new Map<CellId, Hidden>()
  if (sessions.length === 0)
    for (const cell of hiddenCells(looked, null, [])) hidden.set(cell, 'inside')
  for (const session of sessions) {
    const courier = courierOfSession(directory, session)
    const isCourier = session.actor.kind === 'courier'
    for (const cell of hiddenCells(looked, courier, directory.plans()))
      // What somebody has opened here himself is no secret to him.
      if (session.opened[cell] === undefined) hidden.set(cell, isCourier ? 'all' : 'inside')
  }
  return hidden
}

/** The organization whose cells are counted: that of the couriers here, when they are of one. */
export function onlyOrganization(
  directory: EdgeDirectory,
  sessions: readonly Session[],
): OrganizationId | null {
  const here = new Set(
    sessions.flatMap((session) => courierOfSession(directory, session)?.organization ?? []),
  )
  const [only] = here
  return here.size === 1 && only ? only : null
}
