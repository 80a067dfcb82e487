import { type CellState, doorOf, freshCell } from '@cubby/domain/cells/cell-state'
import { type CellSpec, cellsOf } from '@cubby/domain/cells/layout'
import { isoTime } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import type { CellReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import { readCells } from '@cubby/protocol/operations/lockers/read-cells'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { foreignCells, isKnownToCaller } from '../rentals/whose-cells.ts'
import { leavingCells } from '../store/pg/leaving-cells.ts'

export const readCellsRoute = route(readCells, async ({ params, caller, trx, now }) => {
  const id = uuidOf(params.locker)
  const locker = found(
    await trx
      .selectFrom('locker')
      .select('layout')
      .where('id', '=', id)
      .where(isKnownToCaller(caller, now))
      .executeTakeFirst(),
    'locker',
  )
  const mirror = await trx
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', id)
    .execute()
  const states = new Map<string, CellState>(
    mirror.map((row) => [idOf('cel', row.cell_id), row.state]),
  )
  // Whose stay it is, is between the operator and its owner.
  const mayKnowStays = caller.organization === null
  const specs = cellsOf(locker.layout)
  // Of other tenants' cells the layout tells that they are there, and nobody tells more.
  const foreign = await foreignCells(trx, { id, cells: specs }, caller.organization, now)
  const told = (spec: CellSpec, isLeaving: boolean) =>
    toldCell(spec, states.get(spec.id) ?? freshCell, { mayKnowStays, isLeaving })
  // Whose they were when they were in the layout, nobody says any more: they are the operator's to empty.
  const leaving = caller.organization === null ? await leavingCells(trx, id) : []
  return {
    cells: [
      ...specs.filter((spec) => !foreign.has(spec.id)).map((spec) => told(spec, false)),
      ...leaving.map((spec) => told(spec, true)),
    ],
  }
})

const toldCell = (
  spec: CellSpec,
  state: CellState,
  { mayKnowStays, isLeaving }: { mayKnowStays: boolean; isLeaving: boolean },
): CellReply => ({
  cell: spec.id,
  name: spec.name,
  type: spec.type,
  isLeaving,
  doors: spec.sides.map((side) => {
    const { door, since } = doorOf(state, side)
    return { side, door, since: since === 0 ? null : isoTime(since) }
  }),
  use: state.use.kind,
  stay: mayKnowStays && state.use.kind !== 'free' ? state.use.stay : null,
  service: {
    kind: state.service.kind,
    reason: state.service.kind === 'ok' ? null : state.service.reason,
  },
})
