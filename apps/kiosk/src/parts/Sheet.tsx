import { IconX } from '@tabler/icons-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useText } from '../text.ts'

/** Something to read or to set that lies over the page until it is closed. */
export function Sheet(props: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useText()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const before = document.activeElement
    heading.current?.focus()
    return () => {
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    <div className="sheet-ground">
      <dialog open className="sheet" aria-modal="true" aria-label={props.title}>
        <h1 ref={heading} tabIndex={-1}>
          {props.title}
        </h1>
        <div className="sheet-body">{props.children}</div>
        <button type="button" className="button primary" data-main onClick={props.onClose}>
          <IconX aria-hidden="true" className="icon" />
          {t('bar.close')}
        </button>
      </dialog>
    </div>
  )
}
