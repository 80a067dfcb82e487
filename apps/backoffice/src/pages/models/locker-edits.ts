import type { LockerDesign, PlacedModule } from '@cubby/domain/constructor/locker-design'
import { limits } from '@cubby/kit/limits'
import type { ModuleModelId } from '@cubby/kit/ids'

/** What is being drawn: a name and a machine. */
export type LockerDrawing = { name: string; design: LockerDesign }

/** A machine of which nothing is there yet. */
export const emptyLocker: LockerDesign = {
  modules: [],
  twoSided: false,
  baseMm: 50,
  naming: { scheme: 'numbers', order: 'bottom-up', from: 1, digits: 2 },
  wanted: [],
  floorKgPerSquareMetreMax: null,
  widthMmMax: null,
}

/** Places that are not given to a new module, because another one has or had them. */
export type TakenSlots = ReadonlySet<string>
const none: TakenSlots = new Set()

/** A name for a place that no module of this machine has or had, nor a name on one of its doors. */
function freeSlot({ modules, naming }: LockerDesign, taken: TakenSlots): string {
  const used = new Set([...taken, ...modules.map(({ slot }) => slot)])
  if (naming.scheme === 'own') for (const { slot } of naming.names) used.add(slot)
  let number = modules.length + 1
  while (used.has(`m${number}`)) number++
  return `m${number}`
}

/** With one module more, at this place from the left; as it was when there is no room for any. */
export function withModule(
  design: LockerDesign,
  { module, version }: { module: ModuleModelId; version: number },
  at: number,
  taken = none,
): LockerDesign {
  if (design.modules.length >= limits.modulesPerLockerMax) return design
  const placed: PlacedModule = { slot: freeSlot(design, taken), module, version, mirrored: false }
  return {
    ...design,
    modules: design.modules.toSpliced(clamp(at, design.modules.length), 0, placed),
  }
}

/** With the module at `from` at the place `to`, counted without it. */
export function movedModule(design: LockerDesign, from: number, to: number): LockerDesign {
  const moved = design.modules[from]
  const rest = design.modules.toSpliced(from, 1)
  const at = clamp(to, rest.length)
  if (!moved || at === from) return design
  return { ...design, modules: rest.toSpliced(at, 0, moved) }
}

/** Without the module there, and without the names of its doors. */
export function withoutModule(design: LockerDesign, at: number): LockerDesign {
  const gone = design.modules[at]
  if (!gone) return design
  const { naming } = design
  return {
    ...design,
    modules: design.modules.toSpliced(at, 1),
    naming:
      naming.scheme === 'own'
        ? { ...naming, names: naming.names.filter(({ slot }) => slot !== gone.slot) }
        : naming,
  }
}

/** With left and right exchanged in the module there. */
export const mirroredModule = (design: LockerDesign, at: number): LockerDesign =>
  changedModule(design, at, (placed) => ({ ...placed, mirrored: !placed.mirrored }))

/** With another one like it beside the module there. */
export function duplicatedModule(design: LockerDesign, at: number, taken = none): LockerDesign {
  const original = design.modules[at]
  if (!original || design.modules.length >= limits.modulesPerLockerMax) return design
  const copy = { ...original, slot: freeSlot(design, taken) }
  return { ...design, modules: design.modules.toSpliced(at + 1, 0, copy) }
}

/** With this version of the module wherever an older one stands. */
export const renewedModules = (
  design: LockerDesign,
  module: ModuleModelId,
  version: number,
): LockerDesign => ({
  ...design,
  modules: design.modules.map((placed) =>
    placed.module === module ? { ...placed, version } : placed,
  ),
})

/** With this name on a door; an empty one takes its own name away. */
export function namedCell(
  design: LockerDesign,
  slot: string,
  cell: string,
  name: string,
): LockerDesign {
  const names = design.naming.scheme === 'own' ? design.naming.names : []
  const others = names.filter((each) => each.slot !== slot || each.cell !== cell)
  return {
    ...design,
    naming: {
      scheme: 'own',
      names: name.trim() === '' ? others : [...others, { slot, cell, name }],
    },
  }
}

function changedModule(
  design: LockerDesign,
  at: number,
  change: (placed: PlacedModule) => PlacedModule,
): LockerDesign {
  const placed = design.modules[at]
  return placed ? { ...design, modules: design.modules.with(at, change(placed)) } : design
}

const clamp = (at: number, length: number) => Math.min(Math.max(0, at), length)

/** Where a module that is let go at `x` comes to stand, when these are the edges and widths of the others: before whose middle it is. */
export const placeAt = (
  others: readonly { leftMm: number; widthMm: number }[],
  x: number,
): number => others.filter(({ leftMm, widthMm }) => leftMm + widthMm / 2 < x).length
