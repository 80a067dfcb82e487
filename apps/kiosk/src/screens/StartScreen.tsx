import { useKiosk, useModel } from '../kiosk-context.ts'
import { maySubmit } from '../model/code-entry.ts'
import { doorsLeftOpen } from '../model/door-look.ts'
import { lockLeft } from '../model/lock-left.ts'
import { CodeBoxes } from '../parts/CodeBoxes.tsx'
import { LockNotice } from '../parts/LockNotice.tsx'
import { NumberPad } from '../parts/NumberPad.tsx'
import { QrStrip } from '../parts/QrStrip.tsx'
import { Slides } from '../parts/Slides.tsx'
import { Told } from '../parts/Told.tsx'
import { Wall } from '../parts/Wall.tsx'
import { useText } from '../text.ts'
import { useClock } from '../use-clock.ts'
import { useSpeech } from '../use-speech.ts'

/** Where everybody begins: the pad for the code is already there, because most people come for that. */
export function StartScreen() {
  const { store } = useKiosk()
  const model = useModel()
  const { t } = useText()
  const { step, state, side, underWay } = model
  const now = useClock(500, state?.lock !== null)
  const lock = lockLeft(model, Math.max(now, model.stateAt))
  const leftOpen = doorsLeftOpen(state, side)
  const notice = step.at === 'start' ? step.notice : null
  useSpeech(
    lock
      ? `${t('start.lock.title')}. ${t('start.lock.qr')}`
      : notice
        ? t(notice.id, notice.values)
        : `${t('start.title')}. ${t('start.hint')}. ${t('start.qr')}`,
  )
  if (step.at !== 'start') return null
  return (
    <div className="split start">
      <div className="upper">
        <div className="wall-place">
          <Slides otherwise={<Wall />} />
        </div>
        <div className="ask">
          {lock ? (
            <LockNotice left={lock} />
          ) : (
            <>
              <h1>{t('start.title')}</h1>
              <CodeBoxes code={step.code} />
              {notice ? <Told notice={notice} /> : <p className="hint">{t('start.hint')}</p>}
            </>
          )}
        </div>
      </div>
      <div className="lower">
        <NumberPad
          isLocked={lock !== null}
          main={{
            text: t('start.open'),
            isReady: maySubmit(step.code) && underWay === 0,
            onPress: () => store.submitCode(),
          }}
        />
        <QrStrip />
        {state !== null && state.service !== 'in-service' && (
          <p className="hint">{t('told.not-in-service')}</p>
        )}
        {leftOpen.length > 0 && (
          <p className="hint">{t('start.doors-open', { doors: leftOpen.join(', ') })}</p>
        )}
      </div>
    </div>
  )
}
