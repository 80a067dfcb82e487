import { freshCell, isInUse } from '@cubby/domain/cells/cell-state'
import type { CellSpec } from '@cubby/domain/cells/layout'
import type { Remodelled } from '@cubby/domain/machine/remodel'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { RemodelPreview } from '@cubby/protocol/operations/service/service-shapes'
import type { Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import type { CallWork } from '../http/route.ts'
import { layoutChange } from '../network/locker-rows.ts'
import { refreshSegments } from '../places/segments/refresh-segments.ts'
import { type Machine, saveWiring, setService, tellScreens } from './machine-rows.ts'

/** Cells of earlier layouts that have not gone yet, by the place they had: they may come back. */
export async function leavingByPlace(trx: Transaction<Db>, machine: Machine) {
  const rows = await trx
    .selectFrom('leaving_cell')
    .select(['place', 'spec'])
    .where('locker_id', '=', uuidOf(machine.id))
    .where('gone_at', 'is', null)
    .execute()
  return new Map<string, CellSpec>(rows.map(({ place, spec }) => [place, spec]))
}

/** Which of these cells are not known to be empty and shut. */
async function cellsInUse(trx: Transaction<Db>, machine: Machine, cells: readonly CellSpec[]) {
  if (cells.length === 0) return new Set<string>()
  const mirror = await trx
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', uuidOf(machine.id))
    .where(
      'cell_id',
      'in',
      cells.map(({ id }) => uuidOf(id)),
    )
    .execute()
  return new Set<string>(
    mirror.flatMap(({ cell_id, state }) => {
      const { use, doors } = { ...freshCell, ...state }
      const isShut = !isInUse(state) && Object.values(doors).every(({ door }) => door === 'closed')
      return use.kind === 'free' && isShut ? [] : [idOf('cel', cell_id)]
    }),
  )
}

/** What a re-modelling would do, told before it is done. */
export async function previewOf(
  trx: Transaction<Db>,
  machine: Machine,
  { stay, leave, come }: Remodelled,
): Promise<Omit<RemodelPreview, 'rentals' | 'stranded'>> {
  const leaving = leave.map(({ cell }) => cell)
  const inUse = await cellsInUse(trx, machine, leaving)
  const shown = ({ id, name, type }: CellSpec) => ({ id, name, type })
  return {
    stay: {
      count: stay.length,
      renamed: stay.flatMap(({ before, after }) =>
        before.name === after.name ? [] : [{ from: before.name, to: after.name }],
      ),
    },
    leave: leaving.filter(({ id }) => !inUse.has(id)).map(shown),
    leaveLater: leaving.filter(({ id }) => inUse.has(id)).map(shown),
    come: come.map(({ name, type }) => ({ name, type })),
    goesOutOfService: machine.service === 'in-service' && come.length > 0,
  }
}

/**
 * Gives a machine another layout without losing what is inside: cells in both keep their ids, those that are not known to be empty
 * keep their wires and can be opened until they are. New doors have no wires yet, so the machine takes nothing in until it was
 * wired and proved.
 */
export async function remodel(
  call: CallWork,
  machine: Machine,
  after: Remodelled,
  model: { id: string; version: number },
): Promise<void> {
  const { trx } = call
  const leaving = after.leave.map(({ cell }) => cell)
  const inUse = await cellsInUse(trx, machine, leaving)
  await keepLeaving(call, machine, after, inUse)
  await trx
    .updateTable('locker')
    .set({
      layout: JSON.stringify(after.layout),
      layout_version: machine.layoutVersion + 1,
      model_id: model.id,
      model_version: model.version,
    })
    .where('id', '=', uuidOf(machine.id))
    .execute()
  call.feed.push(layoutChange(machine.id, after.layout))
  await refreshSegments(call, { lockers: [uuidOf(machine.id)] })
  // It follows the stream of another model from now on.
  call.alsoTell.push('network')
  const { wiring } = machine
  const gone = new Set(leaving.filter(({ id }) => !inUse.has(id)).map(({ id }) => id))
  const doors = wiring?.doors.filter((door) => !gone.has(door.cell))
  if (wiring && doors && doors.length < wiring.doors.length)
    await saveWiring(call, machine, { ...wiring, doors })
  if (machine.service === 'in-service' && after.come.length > 0)
    await setService(call, machine, { state: 'out-of-service', reason: 're-modelled' })
  tellScreens(call, machine.id)
  call.changes.push({
    thing: machine.id,
    before: { layoutVersion: machine.layoutVersion, layout: machine.layout },
    after: {
      layoutVersion: machine.layoutVersion + 1,
      layout: after.layout,
      leaving: [...inUse],
    },
  })
}

async function keepLeaving(
  { trx, now }: CallWork,
  machine: Machine,
  { leave, layout }: Remodelled,
  inUse: ReadonlySet<string>,
) {
  const here = layout.modules.flatMap(({ cells }) => cells.map(({ id }) => uuidOf(id)))
  // Whatever has come back is no longer on its way out.
  await trx
    .deleteFrom('leaving_cell')
    .where('locker_id', '=', uuidOf(machine.id))
    .where('cell_id', 'in', here)
    .execute()
  if (leave.length === 0) return
  await trx
    .insertInto('leaving_cell')
    .values(
      leave.map(({ place, cell }) => ({
        locker_id: uuidOf(machine.id),
        cell_id: uuidOf(cell.id),
        spec: JSON.stringify(cell),
        place,
        left_at: timestamp(now),
        gone_at: inUse.has(cell.id) ? null : timestamp(now),
      })),
    )
    .execute()
}
