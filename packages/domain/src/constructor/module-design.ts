import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { area, control, zones } from '../cells/layout.ts'
import { purpose, side, size, text } from '../shapes.ts'

/** Names a cell within its module, or a module within its locker, for good: what is painted on doors may change. */
export const slotKey = z.string().regex(/^[a-z0-9][a-z0-9-]{0,19}$/)

/** One cell as it is built into a module. Rectangles are in millimetres, `y` counts upwards from the module's lower edge. */
export const moduleCell = z.strictObject({
  key: slotKey,
  /** Its door with the steel around it, as seen from the front. */
  area,
  /** Inner measures: what goes in. */
  size,
  /** The maker's size class, such as A, B or C. */
  type: text(20),
  sides: z.array(side).min(1).max(2),
  zone: z.enum(zones),
  purposes: z.array(purpose).max(10),
  socket: z.boolean(),
  transparent: z.boolean(),
  light: z.boolean(),
  gramsMax: z.int().min(1).max(limits.parcelGramsMax),
})

/** The electronics that a module usually comes with; how a machine is really wired is said when it is established. */
export const boardHint = z.strictObject({ model: text(40), channels: z.int().min(1).max(256) })

/** A module as it is drawn once and built many times. Measures are outer ones, in millimetres. */
export const moduleDesign = z.strictObject({
  kind: z.enum(['cells', 'control']),
  widthMm: z.int().min(50).max(3_000),
  heightMm: z.int().min(50).max(3_000),
  depthMm: z.int().min(50).max(3_000),
  /** Without parcels, with doors and electronics. */
  gramsEmpty: z.int().min(0).max(5_000_000),
  /** Closed steel at the bottom, where no cell can be. */
  plinthMm: z.int().min(0).max(1_000),
  cells: z.array(moduleCell).max(limits.cellsPerModuleMax),
  controls: z.array(control).max(limits.controlsPerModuleMax),
  board: boardHint.nullable(),
})

export type ModuleCell = z.infer<typeof moduleCell>
export type ModuleDesign = z.infer<typeof moduleDesign>
