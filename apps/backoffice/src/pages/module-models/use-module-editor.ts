import type { Area, Control } from '@cubby/domain/cells/layout'
import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import { moduleProblems } from '@cubby/domain/constructor/module-problems'
import type { ModuleModelReply } from '@cubby/protocol/operations/models/module-model-shapes'
import { useMemo, useState } from 'react'
import { useDrawing } from '../../drawing/use-drawing.ts'
import { useText } from '../../text.ts'
import * as edits from './module-edits.ts'

/** Everything that is done to a module while it is drawn; each is said to those who do not see it. */
export function useModuleEditor(model: ModuleModelReply | null, announce: (text: string) => void) {
  const { t } = useText()
  const drawing = useDrawing<edits.ModuleDrawing>(
    useMemo(
      () => ({ name: model?.name ?? '', design: model?.design ?? edits.emptyModule }),
      [model],
    ),
    announce,
  )
  const [chosen, setChosen] = useState<readonly edits.Part[]>([])
  const { design } = drawing.now
  const problems = useMemo(() => moduleProblems(design), [design])
  const selected = chosen.filter((part) => edits.areaOf(design, part))
  const keys = selected.flatMap((part) => (part.kind === 'cell' ? [part.key] : []))
  const draw = (to: (design: ModuleDesign) => ModuleDesign, tag?: string) =>
    drawing.change((now) => ({ ...now, design: to(now.design) }), tag)
  const added = (next: edits.Added, said: string) => {
    if (!next.part) return announce(t('module.add.none'))
    draw(() => next.design)
    setChosen([next.part])
    announce(said)
  }
  const choose = (part: edits.Part, isMore: boolean) =>
    setChosen((before) => {
      if (!isMore) return [part]
      const others = before.filter((each) => !edits.isSame(each, part))
      return others.length < before.length ? others : [...before, part]
    })
  const addCell = (area?: Area) => added(edits.withCell(design, area), t('module.said.added'))
  const addControl = (kind: Control['kind']) =>
    added(
      edits.withControl(design, kind),
      t('module.said.control', { kind: t(`module.control.${kind}`) }),
    )
  const duplicate = () => {
    const [key] = keys
    if (key !== undefined) added(edits.duplicatedCell(design, key), t('module.said.added'))
  }
  const remove = () => {
    draw((now) => edits.withoutParts(now, selected))
    setChosen([])
    announce(t('module.said.removed'))
  }
  const split = (rows: number, columns: number) => {
    const next = keys.reduce((now, key) => edits.splitCell(now, key, rows, columns), design)
    if (next === design) return announce(t('module.split.none'))
    draw(() => next)
    announce(t('module.said.split', { count: rows * columns }))
  }
  const fill = (height: number) => {
    const next = edits.filledUp(design, height)
    const count = next.cells.length - design.cells.length
    if (count === 0) return announce(t('module.add.none'))
    draw(() => next)
    announce(t('module.said.filled', { count }))
  }
  /** Several parts go together, and come back together. */
  const place = (placed: readonly edits.Placed[], tag?: string) => {
    draw((now) => edits.withAreas(now, placed), tag)
    const [one] = placed
    announce(one && placed.length === 1 ? t('module.said.at', one.area) : t('module.said.moved'))
  }
  const changeCells = (change: (cell: ModuleCell) => ModuleCell, tag?: string) =>
    draw((now) => edits.changedCells(now, keys, change), tag)
  return {
    drawing, design, draw, problems, selected, keys, setChosen, choose,
    addCell, addControl, duplicate, remove, split, fill, place, changeCells,
  } // prettier-ignore
}
export type ModuleEditing = ReturnType<typeof useModuleEditor>
