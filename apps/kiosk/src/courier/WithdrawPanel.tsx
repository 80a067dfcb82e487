import { IconClock, IconRotate2 } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { CourierView } from '../model/courier-view.ts'
import { Told } from '../parts/Told.tsx'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'

/** Parcels whose time is over or that were called back: one press each, and the door opens. */
export function WithdrawPanel({ view }: { view: CourierView }) {
  const { store } = useKiosk()
  const { step, underWay } = useModel()
  const { t } = useText()
  const isTaking = view.headline.id === 'courier.take'
  const title = isTaking ? t(view.headline.id, view.headline.values) : t('courier.withdraw.title')
  useSpeech(title)
  if (step.at !== 'courier') return null
  const { session } = step
  return (
    <section className="panel" aria-label={t('courier.withdraw.title')}>
      <div className={isTaking ? 'headline headline-open' : undefined} aria-live="assertive">
        <h1>{title}</h1>
      </div>
      <Told notice={step.notice} />
      <ul className="withdrawable">
        {view.withdrawable.map(({ stay, labels, why, name, isOpen }) => {
          const Icon = why === 'expired' ? IconClock : IconRotate2
          return (
            <li key={stay} className="scan">
              <Icon aria-hidden="true" className="icon" />
              <span className="scan-text">
                <bdi className="scan-label">{labels.join(', ')}</bdi>
                <span>
                  {t('collect.door', { door: name })} · {t(`courier.withdraw.${why}`)}
                </span>
              </span>
              {isOpen ? (
                <span className="tag">{t('collect.state.open')}</span>
              ) : (
                <button
                  type="button"
                  className="button"
                  disabled={underWay > 0}
                  onClick={() => store.ask({ name: 'withdraw', body: { session, stay } })}
                >
                  {t('courier.withdraw.open', { door: name })}
                </button>
              )}
            </li>
          )
        })}
        {view.withdrawable.length === 0 && <li className="hint">{t('courier.withdraw.none')}</li>}
      </ul>
    </section>
  )
}
