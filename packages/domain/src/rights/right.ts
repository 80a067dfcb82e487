import { z } from 'zod'
import { id } from '../shapes.ts'

/** Every opening names its right (domain.md, "Rules that people feel"; invariant 3). */
export const right = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('grant'), grant: id('grn') }),
  z.strictObject({ kind: z.literal('courier'), courier: id('cur') }),
  z.strictObject({ kind: z.literal('command'), command: id('cmd') }),
])

export const doorPurpose = z.enum(['deposit', 'collect', 'withdraw', 'remote'])

export type Right = z.infer<typeof right>
export type DoorPurpose = z.infer<typeof doorPurpose>
