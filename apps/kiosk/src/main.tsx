import '@cubby/ui/theme/base.css'
import '@cubby/ui/wall/wall.css'
import './styles/kiosk.css'
import './styles/controls.css'
import './styles/layout.css'
import './styles/courier.css'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { KioskStore } from './link/kiosk-store.ts'
import { configOf, lookOf } from './model/config.ts'
import { TextProvider } from './text.ts'

const config = configOf(location.search)
const store = new KioskStore(config)
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <TextProvider initial={lookOf(config, null).language}>
      <App store={store} />
    </TextProvider>,
  )
