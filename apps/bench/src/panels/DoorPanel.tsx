import type { Side } from '@cubby/domain/cells/layout'
import type { CellId } from '@cubby/kit/ids'
import type { BenchCell, BenchDoor, BenchState } from '@cubby/protocol/bench/state'
import { cellOf, cellsOf, insideWords } from '../machine/doors.ts'
import type { Parcel } from '../machine/tray.ts'
import { useText } from '../text.ts'

export type DoorAct = 'close-door' | 'force-door' | 'jam' | 'unjam' | 'take-item'
type Props = {
  state: BenchState
  side: Side
  selected: CellId | null
  onSelect: (cell: CellId | null) => void
  parcels: readonly Parcel[]
  onAct: (act: DoorAct, cell: BenchCell) => void
  onPut: (parcel: Parcel, cell: BenchCell) => void
}

/** What hands can do at the door that was chosen, with its state in words. */
export function DoorPanel(props: Props) {
  const { state, side, selected } = props
  const { t } = useText()
  const cell = cellOf(state, selected)
  const door = cell?.doors[side]
  const here = cellsOf(state).filter(({ sides }) => sides.includes(side))
  return (
    <section className="card door-panel" aria-label={t('door.choose')}>
      <div className="door-head">
        <label className="field">
          <span>{t('door.choose')}</span>
          <select
            value={door ? (selected ?? '') : ''}
            onChange={({ target }) => props.onSelect((target.value || null) as CellId | null)}
          >
            <option value="">{t('door.none')}</option>
            {here.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        {cell && door && <DoorFacts cell={cell} door={door} />}
      </div>
      {cell && door ? (
        <DoorActions {...props} cell={cell} door={door} />
      ) : (
        <p className="soft">{t('wall.hint')}</p>
      )}
    </section>
  )
}

function DoorFacts({ cell, door }: { cell: BenchCell; door: BenchDoor }) {
  const { t } = useText()
  const isOpen = door.door === 'open'
  return (
    <p className="door-facts" data-testid="door-facts">
      <span className={isOpen ? 'badge badge-signal' : 'badge'}>
        {t(isOpen ? 'door.open' : 'door.shut')}
      </span>
      <span className="badge">{insideWords(t, cell)}</span>
      {door.isJammed && <span className="badge badge-alarm">{t('door.jammed')}</span>}
    </p>
  )
}

function DoorActions(props: Props & { cell: BenchCell; door: BenchDoor }) {
  const { cell, door, parcels, onAct, onPut } = props
  const { t } = useText()
  const isOpen = door.door === 'open'
  const jam = (
    <button
      type="button"
      className="button"
      onClick={() => onAct(door.isJammed ? 'unjam' : 'jam', cell)}
    >
      {t(door.isJammed ? 'door.unjam' : 'door.jam')}
    </button>
  )
  if (!isOpen)
    return (
      <div className="door-actions">
        <span className="soft">{t('door.ask-screen')}</span>
        {jam}
        <button type="button" className="button" onClick={() => onAct('force-door', cell)}>
          {t('door.force')}
        </button>
      </div>
    )
  return (
    <div className="door-actions">
      <button
        type="button"
        className="button button-primary"
        onClick={() => onAct('close-door', cell)}
      >
        {t('door.close')}
      </button>
      {cell.item && (
        <button type="button" className="button" onClick={() => onAct('take-item', cell)}>
          {t('door.take')}
        </button>
      )}
      {!cell.item &&
        parcels.map((parcel) => (
          <button
            key={parcel.key}
            type="button"
            className="button"
            onClick={() => onPut(parcel, cell)}
          >
            {t('door.put', { label: parcel.label ?? t('tray.something') })}
          </button>
        ))}
      {!cell.item && parcels.length === 0 && <span className="soft">{t('door.hands-full')}</span>}
      {jam}
    </div>
  )
}
