import { IconBackspace } from '@tabler/icons-react'
import { useKiosk } from '../kiosk-context.ts'
import { useText } from '../text.ts'

type Props = {
  main: { text: string; isReady: boolean; onPress: () => void }
  isLocked?: boolean
}

const digits = ['1', '2', '3', '4', '5', '6', '7', '8', '9']

/** Digits for a finger. Never mirrored: it looks like every other keypad. */
export function NumberPad({ main, isLocked = false }: Props) {
  const { store } = useKiosk()
  const { t } = useText()
  const key = (digit: string) => (
    <button
      key={digit}
      type="button"
      className="pad-key"
      disabled={isLocked}
      onClick={() => store.type(digit)}
    >
      {digit}
    </button>
  )
  return (
    <div className="pad" dir="ltr">
      {digits.map(key)}
      <button
        type="button"
        className="pad-key quiet"
        disabled={isLocked}
        aria-label={t('pad.erase')}
        onClick={() => store.dispatch({ on: 'erase' })}
      >
        <IconBackspace aria-hidden="true" className="icon" />
      </button>
      {key('0')}
      <button
        type="button"
        className="pad-key pad-main"
        data-main
        disabled={isLocked || !main.isReady}
        onClick={main.onPress}
      >
        {main.text}
      </button>
    </div>
  )
}
