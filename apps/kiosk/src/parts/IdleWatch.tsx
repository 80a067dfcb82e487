import { useEffect, useRef } from 'react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { idlePhase } from '../model/idle.ts'
import { useText } from '../text.ts'
import { useClock } from '../use-clock.ts'
import { useSpeech } from '../use-speech.ts'

/** Asks whether somebody is still there, and starts over when nobody is. */
export function IdleWatch({ isChanged, onOver }: { isChanged: boolean; onOver: () => void }) {
  const { store, look } = useKiosk()
  const { step } = useModel()
  const { idle } = look
  const isAtWork = step.at !== 'start' || step.code !== '' || isChanged
  const isNeeded = isAtWork || (step.at === 'start' && step.notice !== null)
  const now = useClock(500, isNeeded)
  useEffect(() => {
    const touch = () => store.touch()
    globalThis.addEventListener('pointerdown', touch, { capture: true })
    globalThis.addEventListener('keydown', touch, { capture: true })
    return () => {
      globalThis.removeEventListener('pointerdown', touch, { capture: true })
      globalThis.removeEventListener('keydown', touch, { capture: true })
    }
  }, [store])
  const limits = step.at === 'courier' ? idle.courier : idle.person
  const phase = isNeeded ? idlePhase(now - store.touchedAt, limits) : { is: 'active' as const }
  const isOver = phase.is === 'over'
  useEffect(() => {
    if (isOver) onOver()
  }, [isOver, onOver])
  if (phase.is !== 'warning' || !isAtWork) return null
  return <IdleWarning secondsLeft={phase.secondsLeft} onEnd={onOver} />
}

function IdleWarning({ secondsLeft, onEnd }: { secondsLeft: number; onEnd: () => void }) {
  const { store } = useKiosk()
  const { t } = useText()
  const more = useRef<HTMLButtonElement>(null)
  useEffect(() => more.current?.focus(), [])
  useSpeech(`${t('idle.title')} ${t('idle.more')}`)
  return (
    <div className="sheet-ground">
      <section
        className="sheet small"
        role="alertdialog"
        aria-modal="true"
        aria-label={t('idle.title')}
      >
        <h1>{t('idle.title')}</h1>
        <p>{t('idle.left', { count: secondsLeft })}</p>
        <div className="row">
          <button type="button" className="button" onClick={onEnd}>
            {t('idle.end')}
          </button>
          <button
            ref={more}
            type="button"
            className="button signal"
            data-main
            onClick={() => store.touch()}
          >
            {t('idle.more')}
          </button>
        </div>
      </section>
    </div>
  )
}
