import {
  IconArrowBackUp,
  IconCircleCheck,
  IconDoor,
  IconLockOpen,
  IconReplace,
} from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { ScanLine } from '../model/courier-view.ts'
import { useText } from '../text.ts'

/** What the courier put in, newest first, and how to take it back or find it another cell. */
export function LastScans({ lines }: { lines: readonly ScanLine[] }) {
  const { t } = useText()
  return (
    <section className="scans" aria-label={t('courier.last')}>
      {lines.length === 0 ? (
        <p className="hint">{t('courier.last.none')}</p>
      ) : (
        <ul>
          {lines.map((line) => (
            <Line key={line.stay} line={line} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Line({ line }: { line: ScanLine }) {
  const { t } = useText()
  const { isInside, door, label } = line
  const Icon = isInside ? IconCircleCheck : IconDoor
  return (
    <li className={`scan ${isInside ? 'is-inside' : 'is-open'}`}>
      <Icon aria-hidden="true" className="icon" />
      <span className="scan-text">
        <bdi className="scan-label">{label}</bdi>
        <span>
          {t('collect.door', { door })} · {t(stateOf(line))}
        </span>
      </span>
      <LineActions line={line} />
    </li>
  )
}

function stateOf({ isInside, state }: ScanLine) {
  if (isInside) return 'courier.item.inside'
  return state === 'open' ? 'courier.item.open' : 'courier.item.waiting'
}

function LineActions({ line: { stay, label, isInside, state } }: { line: ScanLine }) {
  const { store } = useKiosk()
  const { step, underWay } = useModel()
  const { t } = useText()
  if (step.at !== 'courier') return null
  const { session } = step
  const isShut = state !== 'open' && state !== 'opening'
  return (
    <span className="scan-actions">
      {!isInside && isShut && (
        <button
          type="button"
          className="button"
          disabled={underWay > 0}
          aria-label={t('courier.reopen.label', { label })}
          onClick={() => store.ask({ name: 'deposit', body: { session, label } })}
        >
          <IconLockOpen aria-hidden="true" className="icon" />
          {t('courier.reopen')}
        </button>
      )}
      {!isInside && (
        <button
          type="button"
          className="button"
          onClick={() =>
            store.dispatch({ on: 'open-panel', panel: { kind: 'another', stay, label } })
          }
        >
          <IconReplace aria-hidden="true" className="icon" />
          {t('courier.another')}
        </button>
      )}
      <button
        type="button"
        className="button"
        disabled={underWay > 0}
        aria-label={t('courier.undo.label', { label })}
        onClick={() => store.ask({ name: 'undo-deposit', body: { session, stay } })}
      >
        <IconArrowBackUp aria-hidden="true" className="icon turns" />
        {t('courier.undo')}
      </button>
    </span>
  )
}
