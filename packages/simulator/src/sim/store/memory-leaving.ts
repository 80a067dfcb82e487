import type { CellState } from '@cubby/domain/cells/cell-state'
import { cellKey } from '@cubby/server/store/slice'
import type { Tables } from './tables.ts'

/** Lets go of cells of earlier layouts that are empty and shut, as the server does in one statement. */
export function letLeavingGoIn(tables: Tables) {
  for (const locker of tables.lockers.values()) {
    const leaving = locker.leaving.filter(({ id }) => {
      const state = tables.cells.get(cellKey(locker.id, id))
      return state !== undefined && !isEmptyAndShut(state)
    })
    if (leaving.length < locker.leaving.length)
      tables.lockers.change(locker.id, (row) => ({ ...row, leaving }))
  }
}

const isEmptyAndShut = ({ use, doors }: CellState) =>
  use.kind === 'free' && Object.values(doors).every(({ door }) => door === 'closed')
