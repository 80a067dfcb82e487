import { useEffect, useRef } from 'react'
import { BURST_GAP_MS, charOf, Wedge, type WedgeOut } from '../model/scanner/wedge.ts'
import { focusMain, moveFocus, pressMain } from './focus-moves.ts'

export type KeyListeners = {
  onScan: (text: string) => void
  onTyped: (text: string) => void
  onErase: () => void
  onBack: () => void
  onHelp: () => void
  onDisplay: () => void
}

const moves: Readonly<Record<string, 1 | -1>> = {
  ArrowDown: 1,
  ArrowRight: 1,
  ArrowUp: -1,
  ArrowLeft: -1,
  '+': 1,
  '-': -1,
}

/** Everything that a keyboard, a numeric keypad or a scanner that pretends to be one can say to this screen. */
export function useKeys(listeners: KeyListeners) {
  const latest = useRef(listeners)
  useEffect(() => {
    latest.current = listeners
  })
  useEffect(() => {
    const wedge = new Wedge()
    let timer: ReturnType<typeof setTimeout> | undefined
    const tell = (out: readonly WedgeOut[]) => {
      for (const { kind, text } of out)
        if (kind === 'scan') latest.current.onScan(text)
        else typed(text, latest.current)
    }
    const down = (event: KeyboardEvent) => {
      if (event.altKey || event.metaKey) return
      const { code, key, shiftKey: shift, ctrlKey: control, timeStamp: at } = event
      const char = charOf({ code, key, shift, control })
      if (control && (char === null || !wedge.isWaiting)) return
      if (char !== null) {
        // A space presses the button that has the focus, unless a scanner sends it.
        if (code !== 'Space' || wedge.isWaiting) event.preventDefault()
        if (code === 'Space' && !wedge.isWaiting) return
        clearTimeout(timer)
        tell(wedge.char({ code, key, shift, control, at }))
        timer = setTimeout(() => tell(wedge.flush()), BURST_GAP_MS + 5)
        return
      }
      if (code === 'Enter' || code === 'NumpadEnter' || code === 'Tab') {
        const scan = wedge.end(at)
        if (scan) {
          event.preventDefault()
          clearTimeout(timer)
          return tell([scan])
        }
        tell(wedge.flush())
        if (code !== 'Tab' && pressMain()) event.preventDefault()
        return
      }
      if (command(event, latest.current)) event.preventDefault()
    }
    globalThis.addEventListener('keydown', down, { capture: true })
    return () => {
      clearTimeout(timer)
      globalThis.removeEventListener('keydown', down, { capture: true })
    }
  }, [])
}

function typed(text: string, { onTyped, onHelp, onDisplay }: KeyListeners) {
  const move = moves[text]
  if (move !== undefined) return moveFocus(move)
  if (text === '/') return onHelp()
  if (text === '*') return onDisplay()
  onTyped(text.toUpperCase())
  focusMain()
}

/** Keys that write nothing. True when the key meant something. */
function command({ code }: KeyboardEvent, { onErase, onBack }: KeyListeners): boolean {
  const move = moves[code]
  if (move !== undefined) moveFocus(move)
  else if (code === 'Backspace') onErase()
  else if (code === 'Escape') onBack()
  else return false
  return true
}
