import { languages } from '@cubby/i18n/screens/screen-text'
import { IconAccessible, IconArrowLeft, IconHelp, IconTruckDelivery } from '@tabler/icons-react'
import { useKiosk, useModel } from '../kiosk-context.ts'
import type { Step } from '../model/model.ts'
import { useText } from '../text.ts'

/** Always there: help and display options in the same corner; on the start screen the languages and the courier entrance. */
export function BottomBar() {
  const { store, setSheet } = useKiosk()
  const { t } = useText()
  const { step } = useModel()
  return (
    <footer className="bar">
      <div className="bar-start">
        {step.at === 'start' && (
          <button
            type="button"
            className="bar-button"
            onClick={() => store.dispatch({ on: 'go-to-badge', badge: '' })}
          >
            <IconTruckDelivery aria-hidden="true" className="icon" />
            <span>{t('start.courier')}</span>
          </button>
        )}
        {canGoBack(step) && (
          <button
            type="button"
            className="bar-button"
            onClick={() => store.dispatch({ on: 'back' })}
          >
            <IconArrowLeft aria-hidden="true" className="icon turns" />
            <span>{t('bar.back')}</span>
          </button>
        )}
      </div>
      {step.at === 'start' && <LanguageSwitch />}
      <div className="bar-corner">
        <button type="button" className="bar-button" onClick={() => setSheet('display')}>
          <IconAccessible aria-hidden="true" className="icon" />
          <span>{t('bar.display')}</span>
        </button>
        <button type="button" className="bar-button" onClick={() => setSheet('help')}>
          <IconHelp aria-hidden="true" className="icon" />
          <span>{t('bar.help')}</span>
        </button>
      </div>
    </footer>
  )
}

/** Until a door has opened a person can always go back; after that he is done when the doors are closed. */
const canGoBack = (step: Step) =>
  step.at === 'badge' ||
  (step.at === 'recipient' && step.problem !== null) ||
  (step.at === 'courier' && step.panel !== null)

function LanguageSwitch() {
  const { language, setLanguage, t } = useText()
  const { look } = useKiosk()
  if (look.languages.length < 2) return null
  return (
    <nav className="languages" aria-label={t('bar.languages')}>
      {look.languages.map((each) => (
        <button
          key={each}
          type="button"
          className="language"
          lang={each}
          aria-pressed={each === language}
          onClick={() => setLanguage(each)}
        >
          {languages[each].name}
        </button>
      ))}
    </nav>
  )
}
