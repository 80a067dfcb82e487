import { createRoot } from 'react-dom/client'
import { config } from 'zod'

// Before any shape is made, hence before the rest is fetched: a check built by `eval` is what the page's security policy forbids.
config({ jitless: true })
const root = document.getElementById('root')
void import('./App.tsx').then(({ App }) => root && createRoot(root).render(<App />))
