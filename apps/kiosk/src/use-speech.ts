import { useEffect } from 'react'
import { hush, speak } from './devices/speech.ts'
import { useKiosk } from './kiosk-context.ts'
import { useText } from './text.ts'

/** Says what this screen shows, and again whenever it changes, to a person who asked for it. */
export function useSpeech(text: string) {
  const { display } = useKiosk()
  const { intl } = useText()
  useEffect(() => {
    if (!display.speaks || text === '') return
    speak(text, intl.split('-u-')[0] ?? intl)
    return hush
  }, [display.speaks, text, intl])
}
