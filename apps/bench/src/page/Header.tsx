import { type Language, languages } from '@cubby/i18n/screens/screen-text'
import { IconMoon, IconSun } from '@tabler/icons-react'
import { useText } from '../text.ts'
import { rememberLanguage, type Theme } from './settings.ts'

const all = Object.keys(languages) as Language[]

/** What this page is, and how it is shown. */
export function Header(props: { theme: Theme; onTheme: (theme: Theme) => void }) {
  const { t, language, setLanguage } = useText()
  const other = props.theme === 'dark' ? 'light' : 'dark'
  const Icon = other === 'dark' ? IconMoon : IconSun
  const choose = (chosen: Language) => {
    rememberLanguage(chosen)
    setLanguage(chosen)
  }
  return (
    <header className="head">
      <div>
        <h1>{t('app.title')}</h1>
        <p className="soft">{t('app.intro')}</p>
      </div>
      <div className="head-settings">
        <select
          aria-label={t('app.language')}
          value={language}
          onChange={({ target }) => choose(target.value as Language)}
        >
          {all.map((each) => (
            <option key={each} value={each} lang={each}>
              {languages[each].name}
            </option>
          ))}
        </select>
        <button
          type="button"
          className="icon-button"
          aria-label={t(`app.theme.${other}`)}
          title={t(`app.theme.${other}`)}
          onClick={() => props.onTheme(other)}
        >
          <Icon aria-hidden size={22} />
        </button>
      </div>
    </header>
  )
}
