import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell, BenchDoor, BenchState } from '@cubby/protocol/bench/state'
import type { Speaker } from '@cubby/ui/text/text-provider'
import type { BenchTextId } from '@cubby/i18n/bench/texts'

type Tell = Speaker<BenchTextId>['t']

export const cellsOf = ({ modules }: BenchState): BenchCell[] =>
  modules.flatMap(({ cells }) => [...cells])

export const cellOf = (state: BenchState, cell: CellId | null): BenchCell | null =>
  cellsOf(state).find(({ id }) => id === cell) ?? null

/** The sides from which this machine has doors, the front first. */
export function sidesOf(state: BenchState): Side[] {
  const sides = new Set(cellsOf(state).flatMap((cell) => cell.sides))
  return (['front', 'back'] as const).filter((side) => sides.has(side))
}

/** The names of the doors by the place of their lock, `board-0/17`. */
export function doorNames(state: BenchState): ReadonlyMap<string, string> {
  return new Map(
    cellsOf(state).flatMap(({ name, doors }) =>
      Object.values(doors).map(({ board, channel }) => [`${board}/${channel}`, name] as const),
    ),
  )
}

/** "Door 17, open, holds JD0146": all that is drawn, in words. `inside`: whether one sees what is inside. */
export function doorWords(t: Tell, cell: BenchCell, door: BenchDoor, inside: boolean): string {
  const words = [
    t('door.name', { door: cell.name }),
    t(door.door === 'open' ? 'door.open' : 'door.shut'),
  ]
  if (door.isJammed) words.push(t('door.jammed'))
  if (inside) words.push(insideWords(t, cell))
  return words.join(', ')
}

export function insideWords(t: Tell, { item }: BenchCell): string {
  if (item === null) return t('door.empty')
  return item.label === null ? t('door.holds-something') : t('door.holds', { label: item.label })
}
