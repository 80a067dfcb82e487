import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { id, millimetres, purpose, side, size, text } from '../shapes.ts'

export const zones = ['ambient', 'chilled', 'frozen'] as const

const position = z.int().min(0).max(5_000)
/** A rectangle on the front of a module in millimetres: `x` from its left edge as seen from the front, `y` upwards. */
export const area = z.strictObject({
  x: position,
  y: position,
  width: millimetres,
  height: millimetres,
})
export type Area = z.infer<typeof area>

/** What people use with eyes and hands, besides the doors. */
export const controlKinds = ['screen', 'keypad', 'scanner', 'terminal'] as const
export const control = z.strictObject({ kind: z.enum(controlKinds), side, area })
export type Control = z.infer<typeof control>

/** One compartment as it was built: what fits, from which sides, for which use. Measures are inner ones. */
export const cellSpec = z.strictObject({
  id: id('cel'),
  /** What is painted on the door. */
  name: text(20),
  /** The maker's size class, such as A, B or C; for people, never for deciding what fits. */
  type: text(20),
  size,
  sides: z.array(side).min(1).max(2),
  zone: z.enum(zones),
  purposes: z.array(purpose).max(10),
  /** Height of the cell's floor above the ground: reach decides who can use it (EN 301 549, 8.3.2). */
  heightMm: z.int().min(0).max(4_000),
  gramsMax: z.int().min(1).max(limits.parcelGramsMax),
  socket: z.boolean(),
  transparent: z.boolean(),
  /** Only this organization's flows may use the cell; null: everybody's. */
  tenant: id('org').nullable(),
  /** A lamp inside. */
  light: z.boolean().optional(),
  /** Where the door is, above the ground; without it, it is drawn in the middle of its module. */
  area: area.optional(),
})

/** A column or block of cells, bottom to top. A control module carries screen, terminal and computer. */
export const moduleSpec = z.strictObject({
  name: text(40),
  kind: z.enum(['cells', 'control']),
  widthMm: z.int().min(50).max(5_000),
  cells: z.array(cellSpec).max(limits.cellsPerLockerMax),
  /** Its upper edge above the ground; without it, above its highest cell. */
  topMm: z.int().min(1).max(5_000).optional(),
  /** Where its controls are, above the ground. */
  controls: z.array(control).max(limits.controlsPerModuleMax).optional(),
})

/** A machine as a list of modules from left to right, seen from the front. */
export const layout = z.strictObject({
  modules: z.array(moduleSpec).min(1).max(limits.modulesPerLockerMax),
})

export type CellSpec = z.infer<typeof cellSpec>
export type ModuleSpec = z.infer<typeof moduleSpec>
export type Layout = z.infer<typeof layout>
export type Side = z.infer<typeof side>
export type Zone = (typeof zones)[number]
export type Purpose = z.infer<typeof purpose>

/** The door for somebody standing on this side: the near one, or the only one there is. */
export const doorSideOf = (cell: CellSpec, side: Side): Side =>
  cell.sides.includes(side) ? side : (cell.sides[0] ?? side)

export const cellsOf = (plan: Layout): CellSpec[] => plan.modules.flatMap((module) => module.cells)

export type LayoutProblem = { pointer: string; code: string; detail: string }

/** What shapes cannot say: names and ids are unique, and the machine is not larger than a bus carries. */
export function layoutProblems(plan: Layout): LayoutProblem[] {
  const problems: LayoutProblem[] = []
  const seen = new Map<string, string>()
  let count = 0
  plan.modules.forEach((module, m) =>
    module.cells.forEach((cell, c) => {
      count++
      const pointer = `/modules/${m}/cells/${c}`
      for (const [field, value] of [
        ['id', cell.id],
        ['name', cell.name],
      ] as const) {
        const first = seen.get(`${field} ${value}`)
        if (first) {
          problems.push({
            pointer: `${pointer}/${field}`,
            code: 'duplicate',
            detail: `also at ${first}`,
          })
        } else seen.set(`${field} ${value}`, `${pointer}/${field}`)
      }
      if (new Set(cell.sides).size < cell.sides.length)
        problems.push({
          pointer: `${pointer}/sides`,
          code: 'duplicate',
          detail: 'a side stands twice',
        })
    }),
  )
  if (count === 0)
    problems.push({ pointer: '/modules', code: 'empty', detail: 'a locker has at least one cell' })
  if (count > limits.cellsPerLockerMax)
    problems.push({
      pointer: '/modules',
      code: 'too-many',
      detail: `at most ${limits.cellsPerLockerMax} cells`,
    })
  return problems
}
