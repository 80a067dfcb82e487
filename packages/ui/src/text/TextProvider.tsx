import {
  type Language,
  languages,
  say,
  type ScreenTexts,
  type TextValues,
} from '@cubby/i18n/screens/screen-text'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'

/** Fetches the texts of one language; English comes with the page. */
export type TextSource<Id extends string> = {
  english: ScreenTexts<Id>
  others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<ScreenTexts<Id>>>>
}

export type Speaker<Id extends string> = {
  language: Language
  direction: 'ltr' | 'rtl'
  /** For `Intl`. */
  intl: string
  setLanguage: (language: Language) => void
  t: (id: Id, values?: TextValues) => string
}

/**
 * Texts for one surface: a provider and the hook that reads it. The page's `lang` and `dir` follow the language. A language that
 * is still on its way shows the one before.
 */
export function screenTexts<Id extends string>(source: TextSource<Id>) {
  const Context = createContext<Speaker<Id> | null>(null)

  function TextProvider(props: { initial: Language; children: ReactNode }) {
    const [wanted, setLanguage] = useState(props.initial)
    const [known, setKnown] = useState<{ language: Language; texts: ScreenTexts<Id> }>({
      language: 'en',
      texts: source.english,
    })
    useEffect(() => {
      let isCurrent = true
      const fetched = wanted === 'en' ? Promise.resolve(source.english) : source.others[wanted]()
      void fetched.then((texts) => isCurrent && setKnown({ language: wanted, texts }))
      return () => void (isCurrent = false)
    }, [wanted])
    const { language, texts } = known
    const { direction, intl } = languages[language]
    useEffect(() => {
      document.documentElement.lang = language
      document.documentElement.dir = direction
    }, [language, direction])
    const speaker = useMemo(
      (): Speaker<Id> => ({
        language,
        direction,
        intl,
        setLanguage,
        t: (id, values) => say(language, texts, id, values),
      }),
      [language, direction, intl, texts],
    )
    return <Context value={speaker}>{props.children}</Context>
  }

  function useText(): Speaker<Id> {
    const speaker = useContext(Context)
    if (!speaker) throw new Error('there is no TextProvider around this')
    return speaker
  }
  return { TextProvider, useText }
}
