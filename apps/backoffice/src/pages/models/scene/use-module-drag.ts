import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { PaletteModule } from './use-palette.ts'

/** What a hand holds: a module out of the palette, or the one at this place of the machine. */
export type Held =
  | { kind: 'new'; module: PaletteModule }
  | { kind: 'standing'; module: PaletteModule; index: number; isMirrored: boolean }

/** Over the machine at a place counted without what is held, over the bin, or over neither. */
export type Over = { at: number } | 'bin' | null
/** `scale`: pixels of a millimetre in the drawing. */
export type Dragging = Held & { x: number; y: number; over: Over; scale: number }

/** A hand that trembles less than this has not begun to drag. */
const TREMBLE = 6

type Places = {
  /** Where in the machine it would stand if it were let go here; null: not over the machine. */
  placeUnder: (at: { clientX: number; clientY: number }, held: Held) => number | null
  /** Pixels of a millimetre in the drawing. */
  scaleNow: () => number
  onDrop: (held: Held, over: { at: number } | 'bin') => void
}

/** Dragging by mouse, pen or finger. Escape lets go of nothing. Every drag has buttons and keys that do the same. */
export function useModuleDrag(places: Places) {
  const [dragging, setDragging] = useState<Dragging | null>(null)
  const stop = useRef<(() => void) | null>(null)
  const wasDragged = useRef(false)
  const latest = useRef(places)
  useEffect(() => void (latest.current = places))
  useEffect(() => () => stop.current?.(), [])
  const begin = useCallback((held: Held, event: ReactPointerEvent) => {
    if (event.button !== 0) return
    stop.current?.()
    wasDragged.current = false
    const first = { x: event.clientX, y: event.clientY }
    const scale = latest.current.scaleNow()
    const overAt = (at: PointerEvent): Over => {
      const under = document.elementFromPoint(at.clientX, at.clientY)
      if (under?.closest('[data-drop="bin"]')) return 'bin'
      const place = latest.current.placeUnder(at, held)
      return place === null ? null : { at: place }
    }
    const moved = (at: PointerEvent) => {
      const { clientX: x, clientY: y } = at
      wasDragged.current ||= Math.hypot(x - first.x, y - first.y) > TREMBLE
      if (wasDragged.current) setDragging({ ...held, x, y, scale, over: overAt(at) })
    }
    const ended = (at: PointerEvent) => {
      const over = at.type === 'pointerup' && wasDragged.current ? overAt(at) : null
      stop.current?.()
      // The click that ends a drag comes at once, or never; one by the keyboard that comes later is meant.
      setTimeout(() => void (wasDragged.current = false), 0)
      if (over) latest.current.onDrop(held, over)
    }
    const pressed = ({ key }: KeyboardEvent) => key === 'Escape' && stop.current?.()
    addEventListener('pointermove', moved)
    addEventListener('pointerup', ended)
    addEventListener('pointercancel', ended)
    addEventListener('keydown', pressed)
    stop.current = () => {
      removeEventListener('pointermove', moved)
      removeEventListener('pointerup', ended)
      removeEventListener('pointercancel', ended)
      removeEventListener('keydown', pressed)
      stop.current = null
      setDragging(null)
    }
  }, [])
  /** True when the click that has just come was the end of a drag, and means nothing else. */
  const isDrop = useCallback(() => {
    const was = wasDragged.current
    wasDragged.current = false
    return was
  }, [])
  return { dragging, begin, isDrop }
}
