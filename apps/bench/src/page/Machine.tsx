import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell, BenchState } from '@cubby/protocol/bench/state'
import { type PointerEvent, useId, useState } from 'react'
import { NetworkPlug } from '../panels/NetworkPlug.tsx'
import { useText } from '../text.ts'
import { BenchWall } from '../wall/BenchWall.tsx'

type Props = {
  state: BenchState
  sides: readonly Side[]
  side: Side
  onSide: (side: Side) => void
  selected: CellId | null
  onSelect: (cell: CellId) => void
  board: string | null
  over: CellId | null
  onPlug: (isIn: boolean) => void
  onGrab: (cell: BenchCell, event: PointerEvent) => void
}

/** The wall with what belongs to it: the side one stands on, and the cable that comes out of it. */
export function Machine(props: Props) {
  const { state, sides, side } = props
  const { t } = useText()
  const title = useId()
  const [seesInside, setSeesInside] = useState(true)
  return (
    <section className="card machine" aria-labelledby={title}>
      <div className="card-head">
        <h2 id={title}>{t('wall.title')}</h2>
        {sides.length > 1 && (
          <fieldset className="segments" aria-label={t('wall.side')}>
            {sides.map((each) => (
              <button
                key={each}
                type="button"
                aria-pressed={each === side}
                onClick={() => props.onSide(each)}
              >
                {t(each === 'front' ? 'wall.front' : 'wall.back')}
              </button>
            ))}
          </fieldset>
        )}
        <label className="check">
          <input
            type="checkbox"
            checked={seesInside}
            onChange={({ target }) => setSeesInside(target.checked)}
          />
          {t('wall.xray')}
        </label>
        <NetworkPlug isIn={state.isPluggedIn} onMove={props.onPlug} />
      </div>
      <BenchWall
        state={state}
        side={side}
        selected={props.selected}
        onSelect={props.onSelect}
        seesInside={seesInside}
        board={props.board}
        over={props.over}
        onGrab={props.onGrab}
      />
    </section>
  )
}
