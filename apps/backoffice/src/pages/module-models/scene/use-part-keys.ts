import type { Area } from '@cubby/domain/cells/layout'
import type { KeyboardEvent } from 'react'
import { shifted, SMALLEST } from '../../../drawing/areas.ts'
import { isSame, type Part, placedParts } from '../module-edits.ts'
import type { ModuleEditing } from '../use-module-editor.ts'

/** A centimetre: what a key moves by. */
const STEP = 10

const arrows: Record<string, { x: number; y: number } | undefined> = {
  ArrowLeft: { x: -STEP, y: 0 },
  ArrowRight: { x: STEP, y: 0 },
  ArrowUp: { x: 0, y: STEP },
  ArrowDown: { x: 0, y: -STEP },
}

/**
 * The keys of a cell or control that has the focus: arrows move it and whatever is chosen with it, with Shift they make it larger or
 * smaller.
 */
export function usePartKeys(editing: ModuleEditing) {
  return (part: Part, event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const by = arrows[event.key]
    if (by) {
      event.preventDefault()
      const { design, selected } = editing
      const isChosen = selected.some((each) => isSame(each, part))
      const parts = isChosen && !event.shiftKey ? selected : [part]
      const next = placedParts(design, parts).map((each) => ({
        ...each,
        area: event.shiftKey ? grown(each.area, by) : shifted(each.area, by),
      }))
      if (next.every(({ area }) => isInside(area, design)))
        editing.place(next, `keys ${JSON.stringify(parts)}`)
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

const grown = (area: Area, by: { x: number; y: number }): Area => ({
  ...area,
  width: area.width + by.x,
  height: area.height + by.y,
})

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
