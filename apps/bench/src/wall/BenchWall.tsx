import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import { type Box, wallPlan } from '@cubby/ui/wall/wall-geometry'
import type { CSSProperties, PointerEvent } from 'react'
import { useText } from '../text.ts'
import { BenchDoor } from './BenchDoor.tsx'

type Props = {
  state: BenchState
  side: Side
  selected: CellId | null
  onSelect: (cell: CellId) => void
  /** Shows what is behind closed doors, too. */
  seesInside: boolean
  /** Doors of this board are pointed out. */
  board: string | null
  /** The cell over which something is held. */
  over: CellId | null
  onGrab: (cell: BenchCell, event: PointerEvent) => void
}

/** The machine in true proportions, with doors of sheet metal that swing open. It is never mirrored. */
export function BenchWall(props: Props) {
  const { state, side } = props
  const { t } = useText()
  const plan = wallPlan(state.modules, side)
  const placed = ({ x, y, width, height }: Box): CSSProperties => ({
    left: percent(x, plan.width),
    top: percent(y, plan.height),
    width: percent(width, plan.width),
    height: percent(height, plan.height),
  })
  return (
    <div className="steel-scroll">
      <section
        className="steel"
        dir="ltr"
        aria-label={`${t('wall.title')}: ${t(side === 'front' ? 'wall.front' : 'wall.back')}`}
        style={{
          aspectRatio: `${plan.width} / ${plan.height}`,
          ['--ratio' as string]: plan.width / plan.height,
          ['--wall-mm' as string]: plan.width,
        }}
      >
        {plan.modules.map(({ name, box }) => (
          <div key={`${name}/${box.x}`} className="steel-module" style={placed(box)} />
        ))}
        {plan.screen && (
          <div className="steel-screen" style={placed(plan.screen)}>
            <span />
          </div>
        )}
        {plan.doors.map(({ cell, box }) => (
          <BenchDoor
            key={cell.id}
            cell={cell}
            side={side}
            style={{
              ...placed(box),
              ['--door-mm' as string]: box.height,
              ['--width-mm' as string]: box.width,
            }}
            isSelected={props.selected === cell.id}
            isOver={props.over === cell.id}
            isPointedOut={props.board !== null && cell.doors[side]?.board === props.board}
            seesInside={props.seesInside}
            onSelect={props.onSelect}
            onGrab={props.onGrab}
          />
        ))}
      </section>
    </div>
  )
}

const percent = (part: number, whole: number) => `${((part / whole) * 100).toFixed(3)}%`
