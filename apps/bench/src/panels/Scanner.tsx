import { type SyntheticEvent, useId, useState } from 'react'
import { useText } from '../text.ts'

type Props = {
  isOver: boolean
  /** Newest first. */
  recent: readonly string[]
  onScan: (text: string) => void
}

/** The code reader of the machine: what it is shown goes down its wire. */
export function Scanner({ isOver, recent, onScan }: Props) {
  const { t } = useText()
  const title = useId()
  const [text, setText] = useState('')
  const scan = (event: SyntheticEvent) => {
    event.preventDefault()
    if (text.trim() === '') return
    onScan(text.trim())
    setText('')
  }
  return (
    <section
      className={`card scanner ${isOver ? 'card-over' : ''}`}
      aria-labelledby={title}
      data-drop="scanner"
    >
      <h2 id={title}>{t('scanner.title')}</h2>
      <div className="scanner-body">
        <div className="scanner-head" aria-hidden>
          <div className="scanner-window">
            <span key={recent[0]} className={recent.length > 0 ? 'scanner-beam' : ''} />
          </div>
        </div>
        <form className="row" onSubmit={scan}>
          <label className="field field-wide">
            <span>{t('scanner.text')}</span>
            <input
              value={text}
              maxLength={2_000}
              dir="auto"
              autoComplete="off"
              onChange={({ target }) => setText(target.value)}
            />
          </label>
          <button type="submit" className="button button-primary">
            {t('scanner.scan')}
          </button>
        </form>
      </div>
      {recent.length === 0 ? (
        <p className="soft">{t('scanner.hint')}</p>
      ) : (
        <div className="recent">
          <span className="soft">{t('scanner.recent')}</span>
          {recent.map((each) => (
            <button
              key={each}
              type="button"
              className="chip"
              dir="auto"
              aria-label={t('tray.scan', { label: each })}
              onClick={() => onScan(each)}
            >
              {each}
            </button>
          ))}
        </div>
      )}
    </section>
  )
}
