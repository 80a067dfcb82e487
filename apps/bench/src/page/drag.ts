import type { CellId } from '@cubby/kit/ids'
import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { Parcel } from '../machine/tray.ts'

/** Where something was taken from, and where it is let go. */
export type Place = `cell:${CellId}` | 'tray' | 'scanner'
export type Held = { parcel: Parcel; from: Place }
export type Dragging = Held & { x: number; y: number; over: Place | null }

/** A hand that trembles less than this has not begun to drag. */
const TREMBLE = 6

/**
 * Dragging by mouse, pen or finger: `begin` goes on what can be dragged, `data-drop` names what takes it. Every drag has a button
 * that does the same.
 */
export function useDrag(onDrop: (held: Held, place: Place) => void) {
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const stop = useRef<(() => void) | null>(null)
  const latest = useRef(onDrop)
  useEffect(() => void (latest.current = onDrop))
  useEffect(() => () => stop.current?.(), [])
  const begin = useCallback((held: Held, event: ReactPointerEvent) => {
    if (event.button !== 0) return
    stop.current?.()
    const first = { x: event.clientX, y: event.clientY }
    let isMoving = false
    const moved = ({ clientX: x, clientY: y }: PointerEvent) => {
      isMoving ||= Math.hypot(x - first.x, y - first.y) > TREMBLE
      if (isMoving) setDragging({ ...held, x, y, over: placeAt(x, y) })
    }
    const ended = ({ type, clientX, clientY }: PointerEvent) => {
      stop.current?.()
      const place = placeAt(clientX, clientY)
      if (isMoving && type === 'pointerup' && place && place !== held.from)
        latest.current(held, place)
    }
    addEventListener('pointermove', moved)
    addEventListener('pointerup', ended)
    addEventListener('pointercancel', ended)
    stop.current = () => {
      removeEventListener('pointermove', moved)
      removeEventListener('pointerup', ended)
      removeEventListener('pointercancel', ended)
      stop.current = null
      setDragging(null)
    }
  }, [])
  return { dragging, begin }
}

function placeAt(x: number, y: number): Place | null {
  const under = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-drop]')
  return (under?.dataset['drop'] as Place | undefined) ?? null
}
