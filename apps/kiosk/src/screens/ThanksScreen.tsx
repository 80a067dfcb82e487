import { IconAlertCircle, IconCircleCheck } from '@tabler/icons-react'
import { useEffect } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { RecipientView } from '../model/recipient-view.ts'
import { DoorRow } from '../parts/DoorRow.tsx'
import { Told } from '../parts/Told.tsx'
import { useText } from '../text.ts'
import { useClock } from '../use-clock.ts'
import { useSpeech } from '../use-speech.ts'

/** All doors are closed. What was forgotten can still be reached for a moment; then the screen is for the next person. */
export function ThanksScreen({ view }: { view: RecipientView }) {
  const { store } = useKiosk()
  const { step } = useModel()
  const { t } = useText()
  const now = useClock(500, true)
  const isOver = now - store.touchedAt > store.config.thanksFor * 1_000
  useEffect(() => {
    if (isOver) store.leave()
  }, [isOver, store])
  useSpeech(`${t('thanks.title')} ${t('thanks.text')}`)
  return (
    <div className="split thanks">
      <div className="upper">
        <IconCircleCheck aria-hidden="true" className="picture done" />
        <div className="ask" aria-live="assertive">
          <h1>{t('thanks.title')}</h1>
          <p>{t('thanks.text')}</p>
        </div>
      </div>
      <div className="lower">
        <Told notice={step.notice} />
        <p className="hint">{t('thanks.forgot')}</p>
        <ul className="doors">
          {view.doors.map((line) => (
            <DoorRow key={line.cell} line={line} />
          ))}
        </ul>
        <div className="row">
          <button
            type="button"
            className="button"
            onClick={() => store.dispatch({ on: 'go-to-problem' })}
          >
            <IconAlertCircle aria-hidden="true" className="icon" />
            {t('collect.problem')}
          </button>
          <button type="button" className="button primary" data-main onClick={() => store.leave()}>
            {t('collect.done')}
          </button>
        </div>
      </div>
    </div>
  )
}
