import type { Area, Control, Side } from '@cubby/domain/cells/layout'
import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import { CellIcons } from './CellIcons.tsx'
import { ControlFront } from './ControlFront.tsx'
import { turnedArea } from '../areas.ts'
import '../drawing.css'

type Props = {
  design: ModuleDesign
  side?: Side
  isMirrored?: boolean
  /** What stands on the door of this cell. */
  nameOf?: (cell: ModuleCell) => string
  /** How many millimetres one pixel is. */
  unit: number
}

/** Where something of a module is seen: turned once by a mirrored module, and once by whoever looks from the back. */
export function seenArea(area: Area, widthMm: number, side: Side, isMirrored: boolean): Area {
  return isMirrored === (side === 'front') ? turnedArea(area, widthMm) : area
}

/** One module as it looks: its doors, glass, equipment and controls. Its upper left corner is at 0, 0; `y` downwards. */
export function ModuleFront({ design, side = 'front', isMirrored = false, nameOf, unit }: Props) {
  const { widthMm, heightMm, plinthMm } = design
  const boxOf = (area: Area) => {
    const { x, y, width, height } = seenArea(area, widthMm, side, isMirrored)
    return { x, y: heightMm - y - height, width, height }
  }
  return (
    <g>
      <rect
        className="front-body"
        width={widthMm}
        height={heightMm}
        rx={3 * unit}
        strokeWidth={1.5 * unit}
      />
      {plinthMm > 0 && (
        <rect
          className="front-plinth"
          y={heightMm - plinthMm}
          width={widthMm}
          height={plinthMm}
          rx={2 * unit}
        />
      )}
      {design.cells
        .filter(({ sides }) => sides.includes(side))
        .map((cell) => (
          <CellFront
            key={cell.key}
            cell={cell}
            box={boxOf(cell.area)}
            name={nameOf?.(cell) ?? ''}
            unit={unit}
          />
        ))}
      {design.controls
        .filter((control) => control.side === side)
        .map((control: Control) => (
          <ControlFront
            key={`${control.kind} ${control.area.x} ${control.area.y}`}
            kind={control.kind}
            box={boxOf(control.area)}
            unit={unit}
          />
        ))}
    </g>
  )
}

type CellProps = { cell: ModuleCell; box: Area; name: string; unit: number; isWrong?: boolean }

/** A door with what is to be seen of the cell behind it. */
export function CellFront({ cell, box, name, unit, isWrong = false }: CellProps) {
  const gap = Math.min(1.5 * unit, box.width / 6, box.height / 6)
  const door = {
    x: box.x + gap,
    y: box.y + gap,
    width: box.width - 2 * gap,
    height: box.height - 2 * gap,
  }
  const size = Math.min(13 * unit, box.height * 0.62, (box.width / Math.max(2, name.length)) * 1.5)
  return (
    <g
      className={`front-${cell.zone}${cell.transparent ? ' front-glass' : ''}${isWrong ? ' front-wrong' : ''}`}
      data-cell={name}
    >
      <rect className="front-cell" {...door} rx={2 * unit} strokeWidth={(isWrong ? 2 : 1) * unit} />
      {cell.transparent && (
        <line
          className="front-glass-line"
          x1={door.x + door.width * 0.12}
          y1={door.y + door.height * 0.8}
          x2={door.x + door.width * 0.42}
          y2={door.y + door.height * 0.2}
          strokeWidth={unit}
        />
      )}
      {size > 5 * unit && (
        <text
          className="front-name"
          x={box.x + box.width / 2}
          y={box.y + box.height / 2}
          fontSize={size}
          textAnchor="middle"
          dominantBaseline="central"
        >
          {name}
        </text>
      )}
      <CellIcons cell={cell} box={door} unit={unit} />
    </g>
  )
}
