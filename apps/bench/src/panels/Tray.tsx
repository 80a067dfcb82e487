import { IconBarcode, IconX } from '@tabler/icons-react'
import { type PointerEvent, type SyntheticEvent, useId, useState } from 'react'
import {
  madeUpLabel,
  type Parcel,
  type ParcelSize,
  parcelSizes,
  type Tray as Held,
} from '../machine/tray.ts'
import { useText } from '../text.ts'

type Props = {
  tray: Held
  isOver: boolean
  onScan: (label: string) => void
  onGrab: (parcel: Parcel, event: PointerEvent) => void
}

/** What the visitor holds. Each parcel can be dragged; a door that is open offers the same as a button. */
export function Tray({ tray, isOver, onScan, onGrab }: Props) {
  const { t } = useText()
  const title = useId()
  return (
    <section
      className={`card tray ${isOver ? 'card-over' : ''}`}
      aria-labelledby={title}
      data-drop="tray"
    >
      <h2 id={title}>{t('tray.title')}</h2>
      {tray.parcels.length === 0 ? (
        <p className="soft">{t('tray.empty')}</p>
      ) : (
        <ul className="tray-parcels">
          {tray.parcels.map((parcel) => (
            <li key={parcel.key} className="tray-parcel">
              <ParcelBox parcel={parcel} onPointerDown={(event) => onGrab(parcel, event)} />
              <ParcelButtons
                name={parcel.label ?? t('tray.something')}
                onScan={parcel.label === null ? null : () => onScan(parcel.label ?? '')}
                onDrop={() => tray.remove(parcel.key)}
              />
            </li>
          ))}
        </ul>
      )}
      <NewParcel onMake={tray.add} />
    </section>
  )
}

/** A cardboard box with its label. */
export function ParcelBox(props: {
  parcel: Parcel
  onPointerDown?: (event: PointerEvent) => void
}) {
  const { t } = useText()
  const { label, size } = props.parcel
  return (
    <div className={`box box-${size}`} onPointerDown={props.onPointerDown}>
      <span className="box-label" dir="auto">
        {label ?? t('tray.something')}
      </span>
    </div>
  )
}

function ParcelButtons(props: { name: string; onScan: (() => void) | null; onDrop: () => void }) {
  const { t } = useText()
  const label = props.name
  return (
    <div className="tray-buttons">
      {props.onScan && (
        <button
          type="button"
          className="icon-button"
          aria-label={t('tray.scan', { label })}
          title={t('tray.scan', { label })}
          onClick={props.onScan}
        >
          <IconBarcode aria-hidden size={20} />
        </button>
      )}
      <button
        type="button"
        className="icon-button"
        aria-label={t('tray.drop', { label })}
        title={t('tray.drop', { label })}
        onClick={props.onDrop}
      >
        <IconX aria-hidden size={20} />
      </button>
    </div>
  )
}

function NewParcel({ onMake }: { onMake: Held['add'] }) {
  const { t } = useText()
  const [label, setLabel] = useState('')
  const [size, setSize] = useState<ParcelSize>('medium')
  const make = (event: SyntheticEvent) => {
    event.preventDefault()
    onMake({ label: label.trim() || madeUpLabel(), size })
    setLabel('')
  }
  return (
    <form className="row" onSubmit={make}>
      <label className="field field-wide">
        <span>{t('tray.label')}</span>
        <input
          value={label}
          maxLength={120}
          dir="auto"
          placeholder={t('tray.label-hint')}
          onChange={({ target }) => setLabel(target.value)}
        />
      </label>
      <label className="field">
        <span>{t('tray.size')}</span>
        <select value={size} onChange={({ target }) => setSize(target.value as ParcelSize)}>
          {parcelSizes.map((each) => (
            <option key={each} value={each}>
              {t(`tray.size.${each}`)}
            </option>
          ))}
        </select>
      </label>
      <button type="submit" className="button">
        {t('tray.new')}
      </button>
    </form>
  )
}
