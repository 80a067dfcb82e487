import type { KioskTextId } from '@cubby/i18n/kiosk/texts'
import { IconCheck, IconHeadphones, IconWheelchair } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { type Display, useKiosk } from '../kiosk-context.ts'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'
import { Sheet } from './Sheet.tsx'

const themes: readonly Display['theme'][] = ['light', 'dark', 'contrast']
const sizes: readonly Display['size'][] = ['normal', 'large', 'largest']

/** How the screen looks and sounds for the person who stands here. */
export function DisplaySheet() {
  const { display, setDisplay, setSheet } = useKiosk()
  const { t } = useText()
  useSpeech(t('display.title'))
  return (
    <Sheet title={t('display.title')} onClose={() => setSheet(null)}>
      <Choices title="display.theme">
        {themes.map((theme) => (
          <Choice
            key={theme}
            isChosen={display.theme === theme}
            onChoose={() => setDisplay({ theme })}
          >
            {t(`display.theme.${theme}`)}
          </Choice>
        ))}
      </Choices>
      <Choices title="display.size">
        {sizes.map((size) => (
          <Choice key={size} isChosen={display.size === size} onChoose={() => setDisplay({ size })}>
            <span className={`sample sample-${size}`}>{t(`display.size.${size}`)}</span>
          </Choice>
        ))}
      </Choices>
      <div className="choices">
        <Choice isChosen={display.isLow} onChoose={() => setDisplay({ isLow: !display.isLow })}>
          <IconWheelchair aria-hidden="true" className="icon" />
          {t('display.low')}
        </Choice>
        <Choice isChosen={display.speaks} onChoose={() => setDisplay({ speaks: !display.speaks })}>
          <IconHeadphones aria-hidden="true" className="icon" />
          {t('display.speech')}
        </Choice>
      </div>
    </Sheet>
  )
}

function Choices({ title, children }: { title: KioskTextId; children: ReactNode }) {
  const { t } = useText()
  return (
    <fieldset className="choice-group">
      <legend>{t(title)}</legend>
      <div className="choices">{children}</div>
    </fieldset>
  )
}

function Choice(props: { isChosen: boolean; onChoose: () => void; children: ReactNode }) {
  return (
    <button type="button" className="choice" aria-pressed={props.isChosen} onClick={props.onChoose}>
      <IconCheck aria-hidden="true" className={`icon tick ${props.isChosen ? '' : 'hidden'}`} />
      {props.children}
    </button>
  )
}
