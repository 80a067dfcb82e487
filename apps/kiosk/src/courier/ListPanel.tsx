import { IconPackageImport } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { announcedMatching, type CourierView } from '../model/courier-view.ts'
import { LabelKeyboard } from '../parts/LabelKeyboard.tsx'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'

/** A label that cannot be scanned: found among what is announced, or typed. */
export function ListPanel({ filter, view }: { filter: string; view: CourierView }) {
  const { store } = useKiosk()
  const { step } = useModel()
  const { t } = useText()
  const title = t('courier.list.title')
  useSpeech(`${title} ${t('courier.list.hint')}`)
  if (step.at !== 'courier') return null
  const { session } = step
  const { shown, more } = announcedMatching(view.announced, filter)
  const take = (label: string) => store.ask({ name: 'deposit', body: { session, label } })
  const isExact = shown.some(({ label }) => label.toUpperCase() === filter)
  return (
    <section className="panel list-panel" aria-label={title}>
      <h1>{title}</h1>
      <output className="field" dir="ltr" aria-label={t('courier.list.hint')}>
        {filter || <span className="placeholder">{t('courier.list.hint')}</span>}
      </output>
      <ul className="announced">
        {shown.map(({ parcel, label, lowCell }, at) => (
          <li key={parcel}>
            <button
              type="button"
              className="button"
              data-main={at === 0 && filter !== '' ? true : undefined}
              onClick={() => take(label)}
            >
              <bdi>{label}</bdi>
              {lowCell && <span className="tag">{t('courier.list.low')}</span>}
            </button>
          </li>
        ))}
        {more > 0 && <li className="hint">{t('courier.list.more', { count: more })}</li>}
        {shown.length === 0 && (
          <li className="hint">
            {t(view.announced.length === 0 ? 'courier.list.nothing' : 'courier.list.none')}
          </li>
        )}
        {filter.length >= 4 && !isExact && (
          <li>
            <button type="button" className="button" onClick={() => take(filter)}>
              <IconPackageImport aria-hidden="true" className="icon" />
              {t('courier.list.take', { text: filter })}
            </button>
          </li>
        )}
      </ul>
      <LabelKeyboard />
    </section>
  )
}
