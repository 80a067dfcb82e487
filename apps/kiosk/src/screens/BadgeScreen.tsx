import { IconId } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import { lockLeft } from '../model/lock-left.ts'
import { LockNotice } from '../parts/LockNotice.tsx'
import { NumberPad } from '../parts/NumberPad.tsx'
import { Told } from '../parts/Told.tsx'
import { useText } from '../text.ts'
import { useClock } from '../use-clock.ts'
import { useSpeech } from '../use-speech.ts'

/** The courier entrance: a badge, then a PIN. */
export function BadgeScreen() {
  const { store } = useKiosk()
  const model = useModel()
  const { t } = useText()
  const { step, underWay } = model
  const now = useClock(500, model.state?.lock !== null)
  const lock = lockLeft(model, Math.max(now, model.stateAt))
  const isPin = step.at === 'badge' && step.field === 'pin'
  const title = t(isPin ? 'courier.pin' : 'courier.badge')
  useSpeech(title)
  if (step.at !== 'badge') return null
  const main = isPin
    ? { text: t('courier.sign-in'), isReady: underWay === 0, onPress: () => store.signIn() }
    : {
        text: t('courier.next'),
        isReady: step.badge !== '',
        onPress: () => store.dispatch({ on: 'badge-next' }),
      }
  return (
    <div className="split badge-screen">
      <div className="upper">
        <IconId aria-hidden="true" className="picture" />
        <div className="ask">
          {lock ? (
            <LockNotice left={lock} />
          ) : (
            <>
              <h1>{title}</h1>
              <output className="field" dir="ltr" aria-label={title}>
                {isPin ? '•'.repeat(step.pin.length) : step.badge}
              </output>
              {step.notice ? (
                <Told notice={step.notice} />
              ) : (
                <p className="hint">{isPin ? t('courier.pin.hint') : t('courier.title')}</p>
              )}
            </>
          )}
        </div>
      </div>
      <div className="lower">
        <NumberPad isLocked={lock !== null} main={main} />
      </div>
    </div>
  )
}
