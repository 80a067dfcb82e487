import '@cubby/ui/theme/base.css'
import { applyTheme } from '@cubby/ui/theme/apply-theme'
import { light } from '@cubby/ui/theme/tokens'
import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { TextProvider } from './text.ts'

applyTheme(light, document.documentElement)
const root = document.getElementById('root')
if (root)
  createRoot(root).render(
    <TextProvider initial="en">
      <App />
    </TextProvider>,
  )
