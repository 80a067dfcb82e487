import {
  IconAlertTriangle,
  IconLogout,
  IconPackageExport,
  IconPackageImport,
} from '@tabler/icons-react'
import { useKiosk } from '../kiosk-context.ts'
import type { CourierView } from '../model/courier-view.ts'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'
import { SlipButton } from './SlipButton.tsx'

/** What was done, what is left, and which door still stands open. */
export function SummaryPanel({ view }: { view: CourierView }) {
  const { store } = useKiosk()
  const { t } = useText()
  const { done, takenOut, announced, openDoors } = view
  const open =
    openDoors.length > 0 ? t('courier.summary.open', { doors: openDoors.join(', ') }) : null
  const title = t('courier.summary')
  useSpeech([title, t('courier.summary.in', { count: done }), open ?? ''].join('. '))
  return (
    <section className="panel summary" aria-label={title}>
      <h1>{title}</h1>
      <ul className="facts">
        <li>
          <IconPackageImport aria-hidden="true" className="icon" />
          {t('courier.summary.in', { count: done })}
        </li>
        <li>
          <IconPackageExport aria-hidden="true" className="icon" />
          {t('courier.summary.out', { count: takenOut })}
        </li>
        {announced.length > 0 && <li>{t('courier.summary.left', { count: announced.length })}</li>}
      </ul>
      {open && (
        <output className="told told-bad">
          <IconAlertTriangle aria-hidden="true" className="icon" />
          <span>{open}</span>
        </output>
      )}
      {done > 0 && <SlipButton />}
      <div className="row">
        <button type="button" className="button" onClick={() => store.dispatch({ on: 'back' })}>
          {t('courier.summary.more')}
        </button>
        <button type="button" className="button primary" data-main onClick={() => store.leave()}>
          <IconLogout aria-hidden="true" className="icon turns" />
          {t('courier.summary.sign-out')}
        </button>
      </div>
    </section>
  )
}
