import type { CellSpec, Layout } from '@cubby/domain/cells/layout'
import type { ServiceState } from '@cubby/domain/machine/service'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { type DoorToWire, doorKeyOf, doorsOf, wiresOf } from '@cubby/domain/machine/wiring-rules'
import { AppError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import type { LockerReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { Transaction } from 'kysely'
import { machineNews } from '../changes/topics.ts'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { FeedChange } from '../feed/feed-types.ts'
import type { CallWork } from '../http/route.ts'
import { found } from '../http/told.ts'
import { placedLockers, toldLocker } from '../network/locker-rows.ts'
import { leavingCells } from '../store/pg/leaving-cells.ts'

/** One machine as it is built, wired and used. */
export type Machine = {
  id: LockerId
  layout: Layout
  layoutVersion: number
  service: ServiceState
  wiring: Wiring | null
  isVouched: boolean
  isEnrolled: boolean
  /** What it was established from; UUID. */
  model: { id: string; version: number } | null
  /** Cells of earlier layouts that are not empty yet. */
  leaving: readonly CellSpec[]
}

/** The machine of a locker, locked until the end of the transaction: one person changes it at a time. */
export async function lockMachine(trx: Transaction<Db>, id: LockerId): Promise<Machine> {
  return machineOf(trx, id, await rowOf(trx, id).forNoKeyUpdate().executeTakeFirst())
}

/** The same, to look at. */
export async function readMachine(trx: Transaction<Db>, id: LockerId): Promise<Machine> {
  return machineOf(trx, id, await rowOf(trx, id).executeTakeFirst())
}

const rowOf = (trx: Transaction<Db>, id: LockerId) =>
  trx
    .selectFrom('locker')
    .select(['layout', 'layout_version', 'service', 'wiring', 'wiring_vouched', 'enrolled_at'])
    .select(['model_id', 'model_version'])
    .where('id', '=', uuidOf(id))

type Row = Awaited<ReturnType<ReturnType<typeof rowOf>['executeTakeFirst']>>

async function machineOf(trx: Transaction<Db>, id: LockerId, row: Row): Promise<Machine> {
  const { layout, service, wiring, ...rest } = found(row, 'locker')
  return {
    id,
    layout,
    service,
    wiring,
    layoutVersion: rest.layout_version,
    isVouched: rest.wiring_vouched,
    isEnrolled: rest.enrolled_at !== null,
    model: rest.model_id === null ? null : { id: rest.model_id, version: rest.model_version ?? 1 },
    leaving: await leavingCells(trx, uuidOf(id)),
  }
}

/** Doors of cells that only wait to be emptied, where wires lead to them. */
export function leavingDoors({
  wiring,
  leaving,
}: Pick<Machine, 'wiring' | 'leaving'>): DoorToWire[] {
  const wired = new Set(wiring?.doors.map(doorKeyOf))
  return leaving
    .flatMap(({ id, name, sides }) => sides.map((side) => ({ cell: id, name, side })))
    .filter((door) => wired.has(doorKeyOf(door)))
}

/** Every door that a wiring of this machine must lead to. */
export const doorsToWire = (machine: Machine): DoorToWire[] => [
  ...doorsOf(machine.layout),
  ...leavingDoors(machine),
]

/** Doors of the layout that were seen to open by the wire they have now, by `doorKeyOf`. */
export async function provedDoors(trx: Transaction<Db>, machine: Machine): Promise<Set<string>> {
  if (!machine.wiring) return new Set()
  const rows = await trx
    .selectFrom('door_proof')
    .select(['cell_id', 'side', 'wire'])
    .where('locker_id', '=', uuidOf(machine.id))
    .where('result', '=', 'right')
    .execute()
  const proofs = new Map(rows.map((row) => [`${row.cell_id}/${row.side}`, row.wire]))
  const wires = wiresOf(machine.wiring)
  return new Set(
    doorsOf(machine.layout).flatMap((door) => {
      const proof = proofs.get(`${uuidOf(door.cell)}/${door.side}`)
      return proof !== undefined && proof === wires.get(doorKeyOf(door)) ? [doorKeyOf(door)] : []
    }),
  )
}

/** Every door was seen to open by its own wire, or somebody answers for the wiring. */
export async function isProved(trx: Transaction<Db>, machine: Machine): Promise<boolean> {
  if (machine.isVouched) return true
  const proved = await provedDoors(trx, machine)
  return proved.size > 0 && doorsOf(machine.layout).every((door) => proved.has(doorKeyOf(door)))
}

export const serviceChange = (locker: LockerId, state: ServiceState): FeedChange => ({
  stream: `locker:${locker}`,
  key: 'service',
  body: { state },
})

export const wiringChange = (locker: LockerId, wiring: Wiring): FeedChange => ({
  stream: `locker:${locker}`,
  key: 'wiring',
  body: wiring,
})

/** Screens that show this locker, or a list of them, look again. */
export const tellScreens = ({ alsoTell }: Pick<CallWork, 'alsoTell'>, locker: LockerId) =>
  void alsoTell.push(...machineNews([locker]))

/** Moves a machine to another service state; the machine and the screens learn of it. */
export async function setService(
  call: CallWork,
  machine: Machine,
  to: { state: ServiceState; reason: string | null },
): Promise<void> {
  await call.trx
    .updateTable('locker')
    .set({
      service: to.state,
      service_since: timestamp(call.now),
      service_reason: to.reason,
    })
    .where('id', '=', uuidOf(machine.id))
    .execute()
  call.feed.push(serviceChange(machine.id, to.state))
  tellScreens(call, machine.id)
  call.changes.push({
    thing: machine.id,
    before: { service: machine.service },
    after: { service: to.state, serviceReason: to.reason },
  })
}

/** Keeps a wiring; the machine and the screens learn of it. */
export async function saveWiring(call: CallWork, machine: Machine, wiring: Wiring): Promise<void> {
  await call.trx
    .updateTable('locker')
    .set({ wiring: JSON.stringify(wiring), wiring_vouched: false })
    .where('id', '=', uuidOf(machine.id))
    .execute()
  call.feed.push(wiringChange(machine.id, wiring))
  tellScreens(call, machine.id)
  call.changes.push({
    thing: machine.id,
    before: { wiring: machine.wiring },
    after: { wiring },
  })
}

/** The whole locker as the API tells of it. */
export async function toldLockerNow(
  trx: Transaction<Db>,
  id: LockerId,
  now: Instant,
): Promise<LockerReply> {
  const row = await placedLockers(trx)
    .select('locker.layout')
    .where('locker.id', '=', uuidOf(id))
    .executeTakeFirst()
  return toldLocker(found(row, 'locker'), now)
}

/** Refuses what the present service state does not allow. */
export function mustBe(machine: Machine, allowed: readonly ServiceState[], what: string) {
  if (allowed.includes(machine.service)) return
  throw new AppError('conflict/state', `${what}: the locker is ${machine.service}`, {
    extra: { service: machine.service, allowed },
  })
}
