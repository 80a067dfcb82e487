import { useText } from './text.ts'

export function App() {
  const { t } = useText()
  return <h1>{t('app.title')}</h1>
}
