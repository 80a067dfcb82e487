import { useCallback, useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react'
import { useKeys } from './devices/use-keys.ts'
import { hush } from './devices/speech.ts'
import { type Display, type Kiosk, KioskProvider, type Sheet } from './kiosk-context.ts'
import type { KioskStore } from './link/kiosk-store.ts'
import { lookOf, type ScreenLook } from './model/config.ts'
import { BottomBar } from './parts/BottomBar.tsx'
import { DisplaySheet } from './parts/DisplaySheet.tsx'
import { HelpSheet } from './parts/HelpSheet.tsx'
import { IdleWatch } from './parts/IdleWatch.tsx'
import { OfflineSign } from './parts/OfflineSign.tsx'
import { CurrentScreen } from './screens/CurrentScreen.tsx'
import { useText } from './text.ts'
import { useDisplay } from './use-display.ts'

const startingDisplay = ({ theme }: ScreenLook): Display => ({
  theme,
  size: 'normal',
  isLow: false,
  speaks: false,
})

/** The whole screen of a locker. */
export function App({ store }: { store: KioskStore }) {
  const look = useLook(store)
  const { language, setLanguage, t } = useText()
  const [chosen, setChosen] = useState<Partial<Display>>({})
  const display = useMemo(() => ({ ...startingDisplay(look), ...chosen }), [look, chosen])
  const [sheet, setSheet] = useState<Sheet | null>(null)
  useEffect(() => store.start(), [store])
  useDisplay(display)
  const title = t('app.title')
  useEffect(() => void (document.title = title), [title])
  const setDisplay = useCallback(
    (change: Partial<Display>) => setChosen((before) => ({ ...before, ...change })),
    [],
  )
  useFirstLanguage(store, look)
  const kiosk = useMemo(
    (): Kiosk => ({ store, look, display, setDisplay, sheet, setSheet }),
    [store, look, display, setDisplay, sheet],
  )
  const startOver = useCallback(() => {
    hush()
    store.leave()
    setSheet(null)
    setChosen({})
    setLanguage(look.language)
  }, [store, look, setLanguage])
  useKeys({
    onScan: (text) => store.scanned(text),
    onTyped: (text) => store.type(text),
    onErase: () => eraseOrBack(store),
    onBack: () => (sheet ? setSheet(null) : store.dispatch({ on: 'back' })),
    onHelp: () => setSheet('help'),
    onDisplay: () => setSheet('display'),
  })
  const isChanged =
    language !== look.language ||
    sheet !== null ||
    JSON.stringify(display) !== JSON.stringify(startingDisplay(look))
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

/** How this screen is set up, by its address and the configuration of its machine. */
function useLook(store: KioskStore): ScreenLook {
  const { state } = useSyncExternalStore(store.subscribe, store.snapshot)
  // Every state brings a new object; only what it says counts.
  const text = JSON.stringify(lookOf(store.config, state))
  return useMemo(() => JSON.parse(text) as ScreenLook, [text])
}

/** The language that the next person finds follows the configuration, but nobody's changes under his hands. */
function useFirstLanguage(store: KioskStore, { language: first }: ScreenLook) {
  const { language, setLanguage } = useText()
  const before = useRef(first)
  useEffect(() => {
    const isUntouched = language === before.current && store.model.step.at === 'start'
    before.current = first
    if (isUntouched && language !== first) setLanguage(first)
  }, [store, first, language, setLanguage])
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
