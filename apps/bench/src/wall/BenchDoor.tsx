import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell } from '@cubby/protocol/bench/state'
import { IconAlertTriangle, IconPackage } from '@tabler/icons-react'
import type { CSSProperties, PointerEvent } from 'react'
import { doorWords } from '../machine/doors.ts'
import { useText } from '../text.ts'

type Props = {
  cell: BenchCell
  side: Side
  style: CSSProperties
  isSelected: boolean
  isOver: boolean
  isPointedOut: boolean
  seesInside: boolean
  onSelect: (cell: CellId) => void
  onGrab: (cell: BenchCell, event: PointerEvent) => void
}

/** One door: a leaf that swings towards you, the dark behind it, and what lies there. */
export function BenchDoor({ cell, side, style, onSelect, onGrab, ...looks }: Props) {
  const { t } = useText()
  const door = cell.doors[side]
  if (!door) return null
  const isOpen = door.door === 'open'
  const sees = isOpen || looks.seesInside || cell.transparent
  const classes = [
    'door',
    isOpen && 'door-open',
    cell.transparent && 'door-glass',
    looks.isSelected && 'door-selected',
    looks.isOver && (isOpen && !cell.item ? 'door-over' : 'door-refuses'),
    looks.isPointedOut && 'door-pointed-out',
  ]
  return (
    <button
      type="button"
      className={classes.filter(Boolean).join(' ')}
      style={style}
      data-cell={cell.name}
      data-open={isOpen ? 'true' : 'false'}
      data-drop={`cell:${cell.id}`}
      aria-pressed={looks.isSelected}
      aria-label={doorWords(t, cell, door, sees)}
      onClick={() => onSelect(cell.id)}
    >
      <span className="door-inside">
        {isOpen && <span className="door-name">{cell.name}</span>}
        {cell.item && isOpen && (
          <span className="door-parcel" onPointerDown={(event) => onGrab(cell, event)} />
        )}
      </span>
      <span className="door-leaf">
        {!isOpen && <span className="door-name">{cell.name}</span>}
        <span className="door-marks">
          {door.isJammed && (
            <IconAlertTriangle className="door-mark door-mark-jammed" aria-hidden />
          )}
          {cell.item && !isOpen && sees && <IconPackage className="door-mark" aria-hidden />}
        </span>
      </span>
    </button>
  )
}
