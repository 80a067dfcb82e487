import { CODE_DIGITS, codePlaces } from '../model/code-entry.ts'
import { useText } from '../text.ts'

/** The code as far as it was typed, in two groups of four that keep their order in every language. */
export function CodeBoxes({ code }: { code: string }) {
  const { t } = useText()
  const groups = codePlaces(code)
  return (
    <div className="code" dir="ltr">
      <output className="unseen">{t('start.code', { count: code.length })}</output>
      {groups.map((group, at) => (
        <div key={at === 0 ? 'first' : 'second'} className="code-group" aria-hidden="true">
          {group.map((digit, place) => {
            const index = at * (CODE_DIGITS / 2) + place
            const isNext = index === code.length
            return (
              <span key={index} className={`code-box ${isNext ? 'next' : ''}`}>
                {digit}
              </span>
            )
          })}
        </div>
      ))}
    </div>
  )
}
