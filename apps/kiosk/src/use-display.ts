import { applyTheme } from '@cubby/ui/theme/apply-theme'
import { dark, highContrast, light, type Tokens } from '@cubby/ui/theme/tokens'
import { useLayoutEffect } from 'react'
import type { Display } from './kiosk-context.ts'
import type { Theme } from './model/config.ts'

const themes: Record<Theme, Tokens> = { light, dark, contrast: highContrast }

/** Puts the display options on the page, where the style sheets find them. */
export function useDisplay({ theme, size, isLow }: Display) {
  useLayoutEffect(() => {
    const root = document.documentElement
    applyTheme(themes[theme], root)
    root.dataset['theme'] = theme
    root.dataset['size'] = size
    root.toggleAttribute('data-low', isLow)
  }, [theme, size, isLow])
}
