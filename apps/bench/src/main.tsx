import '@cubby/ui/theme/base.css'
import './page/bench.css'
import './page/parts.css'
import './wall/bench-wall.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { firstLanguage } from './page/settings.ts'
import { TextProvider } from './text.ts'

const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <TextProvider initial={firstLanguage()}>
      <App />
    </TextProvider>,
  )
