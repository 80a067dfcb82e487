import type { Area } from '@cubby/domain/cells/layout'
import type { KeyboardEvent } from 'react'
import { SMALLEST } from '../../drawing/areas.ts'
import { areaOf, type Part } from './module-edits.ts'
import type { ModuleEditing } from './use-module-editor.ts'

/** A centimetre: what a key moves by. */
const STEP = 10

const arrows: Record<string, { x: number; y: number } | undefined> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
}

/** The keys of a cell or control that has the focus: arrows move it, with Shift they make it larger or smaller. */
export function usePartKeys(editing: ModuleEditing) {
  return (part: Part, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const area = areaOf(editing.design, part)
    const by = arrows[event.key]
    if (by && area) {
      event.preventDefault()
      const next = event.shiftKey
        ? { ...area, width: area.width + by.x, height: area.height + by.y }
        : { ...area, x: area.x + by.x, y: area.y + by.y }
      if (isInside(next, editing.design)) editing.place(part, next, `keys ${JSON.stringify(part)}`)
      return
    }
    const key = event.key.toLowerCase()
    if (key === 'delete' || key === 'backspace') editing.remove()
    else if (key === 'd' && part.kind === 'cell') editing.duplicate()
    else if (key === 'enter' || key === ' ') editing.choose(part, event.shiftKey)
    else return
    event.preventDefault()
  }
}

const isInside = (
  { x, y, width, height }: Area,
  { widthMm, heightMm, plinthMm }: ModuleEditing['design'],
) =>
  x >= 0 &&
  y >= plinthMm &&
  width >= SMALLEST &&
  height >= SMALLEST &&
  x + width <= widthMm &&
  y + height <= heightMm
