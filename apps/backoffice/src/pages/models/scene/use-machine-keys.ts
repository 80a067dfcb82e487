import type { Side } from '@cubby/domain/cells/layout'
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react'
import type { LockerEditing } from '../use-locker-editor.ts'

/**
 * The keys of a module that has the focus: arrows go to its neighbours as they are seen, with Shift they move it. The focus follows what
 * was moved, and goes to a neighbour when it was taken out.
 */
export function useMachineKeys(
  editing: LockerEditing,
  svg: RefObject<SVGSVGElement | null>,
  side: Side,
) {
  const wantsFocus = useRef(false)
  const { selected } = editing
  useEffect(() => {
    if (!wantsFocus.current || selected === null) return
    wantsFocus.current = false
    svg.current?.querySelector<SVGRectElement>(`[data-place="${selected}"]`)?.focus()
  })
  return (index: number, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
    const away = step === undefined ? 0 : side === 'front' ? step : -step
    const count = editing.drawing.now.design.modules.length
    const neighbour = Math.min(Math.max(0, index + away), count - 1)
    const acts: Record<string, () => void> = {
      ArrowLeft: () =>
        event.shiftKey ? editing.move(index, index + away) : editing.setSelected(neighbour),
      ArrowRight: () =>
        event.shiftKey ? editing.move(index, index + away) : editing.setSelected(neighbour),
      Home: () => editing.setSelected(0),
      End: () => editing.setSelected(count - 1),
      Enter: () => editing.setSelected(index),
      ' ': () => editing.setSelected(index),
      m: () => editing.mirror(index),
      d: () => editing.duplicate(index),
      Delete: () => editing.remove(index),
      Backspace: () => editing.remove(index),
    }
    const act = acts[event.key] ?? acts[event.key.toLowerCase()]
    if (!act) return
    event.preventDefault()
    wantsFocus.current = true
    act()
  }
}
