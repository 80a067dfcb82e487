import type { BenchAsk } from '@cubby/protocol/bench/hands'
import type { BenchBoard, BenchBus, BenchState } from '@cubby/protocol/bench/state'
import {
  IconActivityHeartbeat,
  IconBolt,
  IconCut,
  IconEar,
  IconHourglass,
  type TablerIcon,
} from '@tabler/icons-react'
import { useId } from 'react'
import { cellsOf } from '../machine/doors.ts'
import { useText } from '../text.ts'

type Act = (hand: BenchAsk) => void
type Props = {
  state: BenchState
  onAct: Act
  /** Points out the doors of a board while one looks at it. */
  onLook: (board: string | null) => void
}

/** The drawer of faults: what can break at the boards and their wires, each with the way back. */
export function Faults({ state, onAct, onLook }: Props) {
  const { t } = useText()
  const title = useId()
  return (
    <section className="card faults" aria-labelledby={title}>
      <h2 id={title}>{t('faults.title')}</h2>
      <p className="soft">{t('faults.intro')}</p>
      {state.buses.map((bus, i) => (
        <fieldset key={bus.id} className="bus">
          <legend>{t('faults.wires', { number: i + 1 })}</legend>
          <WireFaults bus={bus} onAct={onAct} />
          {state.boards
            .filter((board) => board.bus === bus.id)
            .map((board) => (
              <BoardFaults
                key={board.id}
                board={board}
                number={state.boards.indexOf(board) + 1}
                doors={doorsOn(state, board)}
                onAct={onAct}
                onLook={onLook}
              />
            ))}
        </fieldset>
      ))}
      <p className="soft">{t('faults.note')}</p>
    </section>
  )
}

function WireFaults({ bus, onAct }: { bus: BenchBus; onAct: Act }) {
  const { t } = useText()
  return (
    <div className="toggles">
      <Toggle
        icon={IconCut}
        label={t('faults.cut')}
        isOn={bus.isCut}
        onMove={(isOn) => onAct({ do: isOn ? 'cut-bus' : 'mend-bus', bus: bus.id })}
      />
      <Toggle
        icon={IconEar}
        label={t('faults.echo')}
        isOn={bus.hasEcho}
        onMove={(isOn) => onAct({ do: isOn ? 'echo' : 'no-echo', bus: bus.id })}
      />
    </div>
  )
}

function BoardFaults(props: {
  board: BenchBoard
  number: number
  doors: number
  onAct: Act
  onLook: Props['onLook']
}) {
  const { board, number, doors, onAct, onLook } = props
  const { t } = useText()
  const { id } = board
  const look = (isLooking: boolean) => onLook(isLooking ? id : null)
  return (
    <fieldset className="board" aria-label={t('faults.board', { number })}>
      <p className="board-name">
        <strong>{t('faults.board', { number })}</strong>
        <span className="soft">
          <bdi>{board.model}</bdi> · {t('faults.address', { address: board.address })} ·{' '}
          {t('faults.doors', { count: doors })}
        </span>
      </p>
      <div className="toggles">
        <Toggle
          onLook={look}
          icon={IconBolt}
          label={t('faults.power')}
          isOn={!board.isPowered}
          onMove={(isOn) => onAct({ do: isOn ? 'cut-power' : 'restore-power', board: id })}
        />
        <Toggle
          onLook={look}
          icon={IconHourglass}
          label={t('faults.slow')}
          isOn={board.isSlow}
          onMove={(isOn) => onAct({ do: isOn ? 'slow-down' : 'speed-up', board: id })}
        />
        <Toggle
          onLook={look}
          icon={IconActivityHeartbeat}
          label={t('faults.garbled')}
          isOn={board.isGarbled}
          onMove={(isOn) => onAct({ do: isOn ? 'garble' : 'ungarble', board: id })}
        />
      </div>
    </fieldset>
  )
}

function Toggle(props: {
  icon: TablerIcon
  label: string
  isOn: boolean
  onMove: (isOn: boolean) => void
  onLook?: (isLooking: boolean) => void
}) {
  const { icon: Icon, label, isOn, onMove, onLook } = props
  return (
    <button
      type="button"
      role="switch"
      aria-checked={isOn}
      className={`toggle ${isOn ? 'toggle-on' : ''}`}
      onClick={() => onMove(!isOn)}
      onPointerEnter={() => onLook?.(true)}
      onPointerLeave={() => onLook?.(false)}
      onFocus={() => onLook?.(true)}
      onBlur={() => onLook?.(false)}
    >
      <Icon aria-hidden size={18} />
      {label}
      <span className="toggle-knob" aria-hidden />
    </button>
  )
}

const doorsOn = (state: BenchState, { id }: BenchBoard) =>
  cellsOf(state).flatMap(({ doors }) => Object.values(doors).filter(({ board }) => board === id))
    .length
