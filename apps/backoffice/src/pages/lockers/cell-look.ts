import type { CellReply } from '@cubby/protocol/operations/lockers/locker-shapes'
import type { Side } from '@cubby/domain/cells/layout'
import type { DoorView } from '@cubby/ui/wall/locker-wall'
import type { Say } from '../../text.ts'

type DoorWord = CellReply['doors'][number]['door']

export const doorOf = (cell: CellReply | undefined, side: Side): DoorWord =>
  cell?.doors.find((each) => each.side === side)?.door ?? 'unknown'

/** How the door of a cell is drawn: what is wrong comes before what is inside. Unknown is never drawn as closed. */
export function cellLook(t: Say, cell: CellReply | undefined, name: string, side: Side): DoorView {
  // A tenant is told of others' cells only that they are there.
  if (!cell) return { look: 'dimmed', label: t('cell.foreign', { name }) }
  const door = doorOf(cell, side)
  const service = cell?.service.kind ?? 'ok'
  const use = cell?.use ?? 'free'
  const look = service !== 'ok' ? service : door === 'unknown' ? 'unknown' : use
  return {
    look,
    isOpen: door === 'open',
    label: t('cell.label', {
      name,
      door: t(`cell.door.${door}`),
      use: t(`cell.use.${use}`),
      service: t(`cell.service.${service}`),
    }),
  }
}
