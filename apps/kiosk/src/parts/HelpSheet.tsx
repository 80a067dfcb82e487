import type { KioskTextId } from '@cubby/i18n/kiosk/texts'
import { useKiosk } from '../kiosk-context.ts'
import { useText } from '../text.ts'
import { useSpeech } from '../use-speech.ts'
import { Sheet } from './Sheet.tsx'

const topics: readonly (readonly [title: KioskTextId, text: KioskTextId])[] = [
  ['help.collect', 'help.collect.text'],
  ['help.problem', 'help.problem.text'],
  ['help.nocode', 'help.nocode.text'],
]
const keys: readonly KioskTextId[] = [
  'help.keys.digits',
  'help.keys.enter',
  'help.keys.move',
  'help.keys.erase',
  'help.keys.open',
]

/** What to do here, and which keys do it. */
export function HelpSheet() {
  const { setSheet } = useKiosk()
  const { t } = useText()
  useSpeech([...topics.flat(), 'help.keys' as const, ...keys].map((id) => t(id)).join('. '))
  return (
    <Sheet title={t('help.title')} onClose={() => setSheet(null)}>
      {topics.map(([title, text]) => (
        <section key={title}>
          <h2>{t(title)}</h2>
          <p>{t(text)}</p>
        </section>
      ))}
      <section>
        <h2>{t('help.keys')}</h2>
        <ul className="keys">
          {keys.map((id) => (
            <li key={id}>{t(id)}</li>
          ))}
        </ul>
      </section>
    </Sheet>
  )
}
