import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { type ModuleFinder, standingModules } from '@cubby/domain/constructor/standing'
import { lockerFacts } from '@cubby/domain/constructor/locker-facts'
import { lockerProblems } from '@cubby/domain/constructor/locker-problems'
import type { ModuleModelId } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { LockerModelReply } from '@cubby/protocol/operations/models/locker-model-shapes'
import { useCallback, useMemo, useRef, useState } from 'react'
import { queries } from '../../api/client.ts'
import { useDrawing } from '../../drawing/use-drawing.ts'
import { useText } from '../../text.ts'
import * as edits from './locker-edits.ts'
import type { Held } from './scene/use-module-drag.ts'
import { moduleVersion, type PaletteModule } from './scene/use-palette.ts'

const keyOf = (module: ModuleModelId, version: number) => `${module} ${version}`

/** Everything that is done to a machine while it is drawn, by hand or by keys; each is said to those who do not see it. */
export function useLockerEditor(model: LockerModelReply | null, announce: (text: string) => void) {
  const { t } = useText()
  const drawing = useDrawing<edits.LockerDrawing>(
    useMemo(() => drawingOf(model), [model]),
    announce,
  )
  const [selected, setSelected] = useState<number | null>(null)
  const { library, know } = useLibrary(model)
  const { design } = drawing.now
  const taken = useTakenSlots(model)
  const find = useCallback(
    (module: ModuleModelId, version: number) => library.get(keyOf(module, version)),
    [library],
  )
  const nameOf = (index: number) => {
    const placed = design.modules[index]
    return (placed && find(placed.module, placed.version)?.name) ?? '?'
  }
  const problems = useMemo(() => lockerProblems(design, find), [design, find])
  const facts = useFacts(design, find)
  const draw = (to: (design: edits.LockerDrawing['design']) => typeof design, tag?: string) =>
    drawing.change((now) => ({ ...now, design: to(now.design) }), tag)
  const count = design.modules.length
  const add = (module: PaletteModule, at: number) => {
    if (count >= limits.modulesPerLockerMax)
      return announce(t('machine.full', { count: limits.modulesPerLockerMax }))
    know(module)
    draw((now) =>
      edits.withModule(now, { module: module.id, version: module.version }, at, taken(now)),
    )
    setSelected(at)
    announce(t('machine.said.added', { name: module.name, place: at + 1, count: count + 1 }))
  }
  const move = (from: number, to: number) => {
    if (to < 0 || to >= count) return
    draw((now) => edits.movedModule(now, from, to))
    setSelected(to)
    announce(t('machine.said.moved', { name: nameOf(from), place: to + 1, count }))
  }
  const remove = (at: number) => {
    draw((now) => edits.withoutModule(now, at))
    setSelected(count < 2 ? null : Math.min(at, count - 2))
    announce(t('machine.said.removed', { name: nameOf(at) }))
  }
  const mirror = (at: number) => {
    draw((now) => edits.mirroredModule(now, at))
    announce(t('machine.said.mirrored', { name: nameOf(at) }))
  }
  const duplicate = (at: number) => {
    draw((now) => edits.duplicatedModule(now, at, taken(now)))
    setSelected(at + 1)
    announce(t('machine.said.duplicated', { name: nameOf(at) }))
  }
  const renew = async (module: ModuleModelId, version: number) => {
    const { name, design: drawn } = await queries.fetchQuery(moduleVersion(module, version))
    know({ id: module, version, name, design: drawn, isReleased: true })
    draw((now) => edits.renewedModules(now, module, version))
  }
  const drop = (held: Held, over: { at: number } | 'bin') => {
    if (held.kind === 'new') return over !== 'bin' && add(held.module, over.at)
    return over === 'bin' ? remove(held.index) : over.at !== held.index && move(held.index, over.at)
  }
  const chosen = selected !== null && selected < count ? selected : null
  return {
    drawing, draw, find, nameOf, problems, facts, library, selected: chosen, setSelected,
    add, move, remove, mirror, duplicate, renew, drop,
  } // prettier-ignore
}
export type LockerEditing = ReturnType<typeof useLockerEditor>

const drawingOf = (model: LockerModelReply | null): edits.LockerDrawing => ({
  name: model?.name ?? '',
  design: model?.design ?? edits.emptyLocker,
})

const useFacts = (design: LockerDesign, find: ModuleFinder) =>
  useMemo(() => lockerFacts(standingModules(design, find), design.baseMm), [design, find])

/** All places that modules have had: in any version of the model, and in what is being drawn. */
function useTakenSlots(model: LockerModelReply | null) {
  const seen = useRef(new Set<string>(model?.slots))
  return ({ modules }: LockerDesign): edits.TakenSlots => {
    for (const { slot } of modules) seen.current.add(slot)
    return seen.current
  }
}

/** Every version of a module that is or was in the drawing: undo brings them back. */
function useLibrary(model: LockerModelReply | null) {
  const [library, setLibrary] = useState<ReadonlyMap<string, PaletteModule>>(
    () => new Map((model?.usedModules ?? []).map((each) => [keyOf(each.id, each.version), each])),
  )
  const know = useCallback(
    (module: PaletteModule) =>
      setLibrary((before) => new Map(before).set(keyOf(module.id, module.version), module)),
    [],
  )
  return { library, know }
}
