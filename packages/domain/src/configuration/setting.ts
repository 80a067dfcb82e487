import type { z } from 'zod'

/** Where something may be set, from the whole network down to one cell. The most specific one wins. */
export const levels = ['network', 'segment', 'model', 'locker', 'cell'] as const
export type Level = (typeof levels)[number]

/** What the number of a setting counts. */
export type Unit = 'seconds' | 'tenths of °C' | 'per hour' | 'per day' | 'doors'

/** One thing that can be set. */
export type Setting<Value> = {
  shape: z.ZodType<Value>
  /** What is true where nobody has set anything. */
  otherwise: Value
  levels: readonly Level[]
  unit: Unit | null
  /** One sentence for the reference. */
  summary: string
}

/** Keeps the exact type of a value for whoever looks it up. */
export const defineSetting = <Value>(setting: Setting<Value>): Setting<Value> => setting

/** What concerns a machine as a whole. */
export const downToLockers: readonly Level[] = ['network', 'segment', 'model', 'locker']
