import { type Language, languageOf, languages } from '@cubby/i18n/screens/screen-text'
import { applyTheme } from '@cubby/ui/theme/apply-theme'
import { dark, light } from '@cubby/ui/theme/tokens'
import { useEffect, useState } from 'react'

export type Theme = 'light' | 'dark'

/** The language of the last visit, or the browser's own. */
export function firstLanguage(): Language {
  const stored = localStorage.getItem('bench.language')
  if (stored !== null && Object.hasOwn(languages, stored)) return stored as Language
  return navigator.languages.map(languageOf).find((language) => language !== null) ?? 'en'
}

export const rememberLanguage = (language: Language) =>
  localStorage.setItem('bench.language', language)

/** Light or dark: as chosen here, or else as the computer is set. */
export function useTheme(): [Theme, (theme: Theme) => void] {
  const [theme, setTheme] = useState<Theme>(firstTheme)
  useEffect(() => {
    applyTheme(theme === 'dark' ? dark : light, document.documentElement)
    document.documentElement.style.colorScheme = theme
  }, [theme])
  const choose = (chosen: Theme) => {
    localStorage.setItem('bench.theme', chosen)
    setTheme(chosen)
  }
  return [theme, choose]
}

function firstTheme(): Theme {
  const stored = localStorage.getItem('bench.theme')
  if (stored === 'dark' || stored === 'light') return stored
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

/** Whether the page is too narrow to show all parts at once. */
export function useIsNarrow(): boolean {
  const query = '(max-width: 899px)'
  const [isNarrow, setIsNarrow] = useState(() => matchMedia(query).matches)
  useEffect(() => {
    const list = matchMedia(query)
    const changed = () => setIsNarrow(list.matches)
    list.addEventListener('change', changed)
    return () => list.removeEventListener('change', changed)
  }, [])
  return isNarrow
}
