import { z } from 'zod'
import { id, instantMs } from '../shapes.ts'

/** A level of the network that has settings of its own: all of it, or the id of a segment, a locker model or a locker. */
export const configuredLevel = z.union([z.literal('network'), id('seg'), id('mdl'), id('lck')])
export type ConfiguredLevel = z.infer<typeof configuredLevel>

/** One value as it was set. */
export const settingValue = z.strictObject({
  /** A name of the catalogue; a machine ignores names that it does not know. */
  name: z.string().regex(/^[a-z][a-z.-]{0,59}$/),
  /** In the shape of the catalogue; a machine ignores what is not, and says so. */
  value: z.unknown(),
  /** At the level of a locker: for this cell only. */
  cell: id('cel').nullable(),
  /** Not before this moment; null: since ever. */
  from: instantMs.nullable(),
  /** Not at this moment nor after it; null: until it is cleared. */
  until: instantMs.nullable(),
})
export type SettingValue = z.infer<typeof settingValue>

export const SETTINGS_PER_LEVEL_MAX = 2_000

/**
 * What is set at one level of the network. Key `configuration:<of>`, on the stream of that level: written once, however many
 * machines follow it. A machine resolves network → segment → model → locker → cell by itself.
 */
export const configurationItem = z.strictObject({
  of: configuredLevel,
  /** Of two segments the one with the higher rank wins. */
  rank: z.int().min(0).max(1_000),
  settings: z.array(settingValue).max(SETTINGS_PER_LEVEL_MAX),
})
export type ConfigurationItem = z.infer<typeof configurationItem>

/** The feed stream of a level. */
export function levelStream(of: ConfiguredLevel): string {
  if (of === 'network') return 'network'
  const levels = { seg: 'segment', mdl: 'model', lck: 'locker' } as const
  return `${levels[of.slice(0, 3) as keyof typeof levels]}:${of}`
}
