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
  frameOf,
  type Handle,
  linesOf,
  movedBy,
  resizedArea,
  shifted,
} from '../../../drawing/areas.ts'
import type { Part, Placed } from '../module-edits.ts'

/** What a hand does: it moves parts, pulls at the edges of one, or draws a new cell from a corner. */
export type Grip =
  | { kind: 'move'; part: Part; with: readonly Placed[] }
  | { kind: 'resize'; part: Part; area: Area; handle: Handle }
  | { kind: 'draw' }
/** What comes of it when the hand lets go now: parts at other places, or a new cell. */
export type Preview = { placed: readonly Placed[] } | { drawn: Area }

type Point = { x: number; y: number }
type Canvas = {
  bounds: Bounds
  /** Everything else in the module, to catch at. */
  othersOf: (parts: readonly Part[]) => readonly Area[]
  /** Where a pointer is within the module, `y` upwards. */
  pointAt: (at: { clientX: number; clientY: number }) => Point | null
  onDone: (preview: Preview) => void
  /** A part was touched and not moved. */
  onTap: (part: Part) => void
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
      else if (!isMoving && at.type === 'pointerup' && grip.kind === 'move')
        latest.current.onTap(grip.part)
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
  const [dx, dy] = [to.x - from.x, to.y - from.y]
  if (grip.kind === 'draw') {
    const drawn = drawnArea(from, to, bounds, linesOf(bounds, othersOf([])))
    return drawn && { drawn }
  }
  if (grip.kind === 'move') {
    const lines = linesOf(bounds, othersOf(grip.with.map(({ part }) => part)))
    const by = movedBy(frameOf(grip.with.map(({ area }) => area)), dx, dy, bounds, lines)
    return { placed: grip.with.map(({ part, area }) => ({ part, area: shifted(area, by) })) }
  }
  const lines = linesOf(bounds, othersOf([grip.part]))
  const area = resizedArea(grip.area, grip.handle, dx, dy, bounds, lines)
  return { placed: [{ part: grip.part, area }] }
}
