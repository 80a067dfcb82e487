import type { Area } from '@cubby/domain/cells/layout'
import {
  type PointerEvent as ReactPointerEvent,
  useCallback,
  useEffect,
  useRef,
  useState,
} from 'react'
import {
  type Bounds,
  drawnArea,
  type Handle,
  linesOf,
  movedArea,
  resizedArea,
} from '../../drawing/areas.ts'
import type { Part } from './module-edits.ts'

/** What a hand does: it moves a part, pulls at its edges, or draws a new cell from a corner. */
export type Grip =
  | { kind: 'move'; part: Part; area: Area }
  | { kind: 'resize'; part: Part; area: Area; handle: Handle }
  | { kind: 'draw' }
/** What comes of it when the hand lets go now; `part` is null for a new cell. */
export type Preview = { part: Part | null; area: Area }

type Point = { x: number; y: number }
type Canvas = {
  bounds: Bounds
  /** Everything else in the module, to catch at. */
  othersOf: (part: Part | null) => readonly Area[]
  /** Where a pointer is within the module, `y` upwards. */
  pointAt: (at: { clientX: number; clientY: number }) => Point | null
  onDone: (preview: Preview) => void
}

/** Pixels: less is a trembling hand. */
const TREMBLE = 4

/** Moving, resizing and drawing by mouse, pen or finger. Nothing is changed before the hand lets go; Escape lets go of nothing. */
export function usePartDrag(canvas: Canvas) {
  const [preview, setPreview] = useState<Preview | null>(null)
  const stop = useRef<(() => void) | null>(null)
  const latest = useRef(canvas)
  useEffect(() => void (latest.current = canvas))
  useEffect(() => () => stop.current?.(), [])
  const begin = useCallback((grip: Grip, event: ReactPointerEvent) => {
    const from = latest.current.pointAt(event)
    if (event.button !== 0 || !from) return
    stop.current?.()
    const first = { x: event.clientX, y: event.clientY }
    let isMoving = false
    const previewAt = (at: PointerEvent) => {
      const to = latest.current.pointAt(at)
      return to && previewOf(grip, from, to, latest.current)
    }
    const moved = (at: PointerEvent) => {
      isMoving ||= Math.hypot(at.clientX - first.x, at.clientY - first.y) > TREMBLE
      if (isMoving) setPreview(previewAt(at))
    }
    const ended = (at: PointerEvent) => {
      const done = isMoving && at.type === 'pointerup' ? previewAt(at) : null
      stop.current?.()
      if (done) latest.current.onDone(done)
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
      setPreview(null)
    }
  }, [])
  return { preview, begin }
}

function previewOf(
  grip: Grip,
  from: Point,
  to: Point,
  { bounds, othersOf }: Canvas,
): Preview | null {
  const part = grip.kind === 'draw' ? null : grip.part
  const lines = linesOf(bounds, othersOf(part))
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  if (grip.kind === 'draw') {
    const area = drawnArea(from, to, bounds, lines)
    return area && { part, area }
  }
  const area =
    grip.kind === 'move'
      ? movedArea(grip.area, dx, dy, bounds, lines)
      : resizedArea(grip.area, grip.handle, dx, dy, bounds, lines)
  return { part, area }
}
