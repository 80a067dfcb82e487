import { IconBackspace } from '@tabler/icons-react'
import { useKiosk } from '../kiosk-context.ts'
import { useText } from '../text.ts'

const rows = ['1234567890', 'QWERTYUIOP', 'ASDFGHJKL', 'ZXCVBNM-']

/** Letters and digits for a finger: labels are in Latin letters everywhere. */
export function LabelKeyboard() {
  const { store } = useKiosk()
  const { t } = useText()
  return (
    <div className="keyboard" dir="ltr">
      {rows.map((row, at) => (
        <div key={row} className="keyboard-row">
          {Array.from(row, (char) => (
            <button key={char} type="button" onClick={() => store.type(char)}>
              {char}
            </button>
          ))}
          {at === rows.length - 1 && (
            <button
              type="button"
              aria-label={t('pad.erase')}
              onClick={() => store.dispatch({ on: 'erase' })}
            >
              <IconBackspace aria-hidden="true" className="icon" />
            </button>
          )}
        </div>
      ))}
    </div>
  )
}
