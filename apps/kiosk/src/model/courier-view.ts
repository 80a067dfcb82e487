import type { CellId, StayId } from '@cubby/kit/ids'
import type { KioskAnnounced, KioskOpened, KioskWithdrawable } from '@cubby/protocol/kiosk/state'
import { doorName, type Model, sessionOf } from './model.ts'
import type { Said } from './said.ts'

export type ScanLine = {
  stay: StayId
  cell: CellId
  label: string
  door: string
  state: KioskOpened['door']
  isInside: boolean
}
export type CourierView = {
  done: number
  total: number
  takenOut: number
  /** Newest first. */
  lines: readonly ScanLine[]
  headline: Said
  announced: readonly KioskAnnounced[]
  withdrawable: readonly (KioskWithdrawable & { name: string; isOpen: boolean })[]
  openDoors: readonly string[]
  free: readonly { type: string; count: number }[]
}

/** What a courier at work sees; null while the machine does not know of him yet. */
export function courierView(model: Pick<Model, 'state' | 'step'>): CourierView | null {
  const { state, step } = model
  const session = sessionOf(model)
  if (step.at !== 'courier' || session?.kind !== 'courier' || !state) return null
  const doorOf = (cell: CellId) =>
    session.opened.find((each) => each.cell === cell)?.door ?? 'closed'
  const lines = session.deposits
    .map(({ stay, cell, labels, isInside }): ScanLine => ({
      stay,
      cell,
      label: labels.join(', '),
      door: doorName(state, cell),
      state: doorOf(cell),
      isInside,
    }))
    .toReversed()
  const parcelsIn = (isInside: boolean) =>
    session.deposits
      .filter((each) => each.isInside === isInside)
      .reduce((sum, { labels }) => sum + labels.length, 0)
  const done = parcelsIn(true)
  const stillInside = new Set(session.withdrawable.map(({ stay }) => stay))
  return {
    done,
    total: done + parcelsIn(false) + session.announced.length,
    takenOut: step.takingOut.filter((stay) => !stillInside.has(stay)).length,
    lines,
    headline: headlineOf(model, lines, doorOf, session.withdrawable),
    announced: session.announced,
    withdrawable: session.withdrawable.map((each) => ({
      ...each,
      name: doorName(state, each.cell),
      isOpen: doorOf(each.cell) === 'open',
    })),
    openDoors: session.opened
      .filter(({ door }) => door === 'open')
      .map(({ cell }) => doorName(state, cell)),
    free: Object.entries(state.freeByType)
      .map(([type, count]) => ({ type, count }))
      .toSorted((one, other) => one.type.localeCompare(other.type)),
  }
}

/** The door to go to, before anything else; then what to do next. */
function headlineOf(
  { state }: Pick<Model, 'state'>,
  lines: readonly ScanLine[],
  doorOf: (cell: CellId) => KioskOpened['door'],
  withdrawable: readonly KioskWithdrawable[],
): Said {
  const going = lines.find(({ isInside, state: door }) => !isInside && door === 'opening')
  if (going) return { id: 'courier.opening', values: { door: going.door } }
  const taking = withdrawable.find(({ cell }) => ['open', 'opening'].includes(doorOf(cell)))
  if (taking) return { id: 'courier.take', values: { door: doorName(state, taking.cell) } }
  const back = lines.find(({ isInside, state: door }) => isInside && door === 'open')
  if (back) return { id: 'courier.take', values: { door: back.door } }
  const putting = lines.find(({ isInside, state: door }) => !isInside && door === 'open')
  if (putting) return { id: 'courier.put', values: { door: putting.door } }
  return { id: 'courier.scan' }
}

/** Announced parcels that match what was typed, as many as fit a list, and how many more there are. */
export function announcedMatching(
  announced: readonly KioskAnnounced[],
  filter: string,
  max = 40,
): { shown: readonly KioskAnnounced[]; more: number } {
  const wanted = filter.toLowerCase().replaceAll(/[\s-]/g, '')
  const all = announced.filter(({ label }) =>
    label.toLowerCase().replaceAll(/[\s-]/g, '').includes(wanted),
  )
  return { shown: all.slice(0, max), more: Math.max(0, all.length - max) }
}
