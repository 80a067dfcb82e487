import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { id, text } from '../shapes.ts'
import { slotKey } from './module-design.ts'

/** A module in its place: which version of which model, and whether left and right are exchanged. */
export const placedModule = z.strictObject({
  slot: slotKey,
  module: id('mod'),
  version: z.int().min(1).max(limits.modelVersionsMax),
  mirrored: z.boolean(),
})

const order = z.enum(['bottom-up', 'top-down'])

/**
 * What is painted on the doors. `numbers`: one running number through the machine; `letters`: a letter for the column and a number
 * for the row; `own`: as somebody wrote it down.
 */
export const naming = z.discriminatedUnion('scheme', [
  z.strictObject({
    scheme: z.literal('numbers'),
    order,
    from: z.int().min(0).max(9_999),
    /** Shorter numbers get noughts in front. */
    digits: z.int().min(1).max(4),
  }),
  z.strictObject({ scheme: z.literal('letters'), order }),
  z.strictObject({
    scheme: z.literal('own'),
    names: z
      .array(z.strictObject({ slot: slotKey, cell: slotKey, name: text(20) }))
      .max(limits.cellsPerLockerMax),
  }),
])

/** A machine as it is drawn once and established many times: modules from left to right, seen from the front. */
export const lockerDesign = z.strictObject({
  modules: z.array(placedModule).max(limits.modulesPerLockerMax),
  /** People come to both sides. Otherwise it stands before a wall, and doors at the back stay shut for good. */
  twoSided: z.boolean(),
  /** Feet or a base under the modules. */
  baseMm: z.int().min(0).max(1_000),
  naming,
  /** What the machine is built for: so many cells of a size class, at least. */
  wanted: z
    .array(z.strictObject({ type: text(20), count: z.int().min(1).max(limits.cellsPerLockerMax) }))
    .max(20),
  /** What the place bears, in kilograms on a square metre; null: not known. */
  floorKgPerSquareMetreMax: z.int().min(1).max(100_000).nullable(),
  /** How wide it may be; null: as wide as it gets. */
  widthMmMax: z.int().min(50).max(200_000).nullable(),
})

export type PlacedModule = z.infer<typeof placedModule>
export type Naming = z.infer<typeof naming>
export type LockerDesign = z.infer<typeof lockerDesign>
