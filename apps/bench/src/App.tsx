import { useEffect, useState, useSyncExternalStore } from 'react'
import { BenchClient } from './machine/bench-client.ts'
import { Bench } from './page/Bench.tsx'
import { Header } from './page/Header.tsx'
import { useTheme } from './page/settings.ts'
import { useText } from './text.ts'

/** The hardware bench of one virtual locker. */
export function App() {
  const { t, language } = useText()
  const [client] = useState(() => new BenchClient())
  useEffect(() => client.start(), [client])
  const { state, isLost } = useSyncExternalStore(client.onTold, client.told)
  const [theme, setTheme] = useTheme()
  useEffect(() => void (document.title = t('app.title')), [t, language])
  return (
    <>
      <Header theme={theme} onTheme={setTheme} />
      {isLost && (
        <p className="banner" role="alert">
          {t('app.lost')}
        </p>
      )}
      <main>
        {state === null && <p className="waiting">{t('app.loading')}</p>}
        {state?.modules.length === 0 && <p className="waiting">{t('app.no-layout')}</p>}
        {state !== null && state.modules.length > 0 && <Bench client={client} state={state} />}
      </main>
    </>
  )
}
