import { useHotkeys } from '@mantine/hooks'
import { useCallback, useState } from 'react'
import { useText } from '../text.ts'
import { afterChange, afterRedo, afterUndo, historyOf } from './history.ts'

/** What is being drawn, with the way back. */
export type Drawing<T> = {
  now: T
  /** Draws on. Changes with the same tag, one after another, are one step. */
  change: (to: (now: T) => T, tag?: string) => void
  undo: () => void
  redo: () => void
  canUndo: boolean
  canRedo: boolean
  /** Something is drawn that would be lost. */
  isTouched: boolean
  /** It has been saved as it is. */
  keep: () => void
  /** Something else is opened in its place. */
  open: (drawn: T) => void
}

/** Holds a drawing and its steps. Ctrl-Z and Ctrl-Shift-Z work wherever no text is being typed. */
export function useDrawing<T>(opened: T, announce: (text: string) => void): Drawing<T> {
  const { t } = useText()
  const [history, setHistory] = useState(() => historyOf(opened))
  const [kept, setKept] = useState(opened)
  const change = useCallback(
    (to: (now: T) => T, tag?: string) =>
      setHistory((before) => afterChange(before, to(before.present), tag ?? null)),
    [],
  )
  const undo = useCallback(() => {
    setHistory(afterUndo)
    announce(t('model.undone'))
  }, [announce, t])
  const redo = useCallback(() => {
    setHistory(afterRedo)
    announce(t('model.redone'))
  }, [announce, t])
  useHotkeys([
    ['mod+Z', undo],
    ['mod+shift+Z', redo],
    ['mod+Y', redo],
  ])
  const open = useCallback((drawn: T) => {
    setHistory(historyOf(drawn))
    setKept(drawn)
  }, [])
  return {
    now: history.present,
    change,
    undo,
    redo,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    isTouched: history.present !== kept,
    keep: () => setKept(history.present),
    open,
  }
}
