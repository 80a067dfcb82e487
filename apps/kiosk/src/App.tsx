import { useCallback, useEffect, useMemo, useState } from 'react'
import { useKeys } from './devices/use-keys.ts'
import { hush } from './devices/speech.ts'
import { type Display, type Kiosk, KioskProvider, type Sheet } from './kiosk-context.ts'
import type { KioskStore } from './link/kiosk-store.ts'
import type { ScreenConfig } from './model/config.ts'
import { BottomBar } from './parts/BottomBar.tsx'
import { DisplaySheet } from './parts/DisplaySheet.tsx'
import { HelpSheet } from './parts/HelpSheet.tsx'
import { IdleWatch } from './parts/IdleWatch.tsx'
import { OfflineSign } from './parts/OfflineSign.tsx'
import { CurrentScreen } from './screens/CurrentScreen.tsx'
import { useText } from './text.ts'
import { useDisplay } from './use-display.ts'

const startingDisplay = ({ theme }: ScreenConfig): Display => ({
  theme,
  size: 'normal',
  isLow: false,
  speaks: false,
})

/** The whole screen of a locker. */
export function App({ store }: { store: KioskStore }) {
  const { config } = store
  const { language, setLanguage, t } = useText()
  const [display, setWhole] = useState(() => startingDisplay(config))
  const [sheet, setSheet] = useState<Sheet | null>(null)
  useEffect(() => store.start(), [store])
  useDisplay(display)
  const title = t('app.title')
  useEffect(() => void (document.title = title), [title])
  const setDisplay = useCallback(
    (change: Partial<Display>) => setWhole((before) => ({ ...before, ...change })),
    [],
  )
  const kiosk = useMemo(
    (): Kiosk => ({ store, display, setDisplay, sheet, setSheet }),
    [store, display, setDisplay, sheet],
  )
  const startOver = useCallback(() => {
    hush()
    store.leave()
    setSheet(null)
    setWhole(startingDisplay(config))
    setLanguage(config.language)
  }, [store, config, setLanguage])
  useKeys({
    onScan: (text) => store.scanned(text),
    onTyped: (text) => store.type(text),
    onErase: () => eraseOrBack(store),
    onBack: () => (sheet ? setSheet(null) : store.dispatch({ on: 'back' })),
    onHelp: () => setSheet('help'),
    onDisplay: () => setSheet('display'),
  })
  const isChanged =
    language !== config.language ||
    sheet !== null ||
    JSON.stringify(display) !== JSON.stringify(startingDisplay(config))
  return (
    <KioskProvider value={kiosk}>
      <div className="kiosk">
        <div className="page" inert={sheet !== null}>
          <OfflineSign />
          <CurrentScreen />
          <BottomBar />
        </div>
        {sheet === 'help' && <HelpSheet />}
        {sheet === 'display' && <DisplaySheet />}
        <IdleWatch isChanged={isChanged} onOver={startOver} />
      </div>
    </KioskProvider>
  )
}

/** Backspace erases what was typed; with nothing typed it goes back. */
function eraseOrBack(store: KioskStore) {
  const { step } = store.model
  const hasText =
    (step.at === 'start' && step.code !== '') ||
    (step.at === 'badge' && step[step.field] !== '') ||
    (step.at === 'courier' && step.panel?.kind === 'list' && step.panel.filter !== '')
  store.dispatch(hasText ? { on: 'erase' } : { on: 'back' })
}
