import { z } from 'zod'
import { id, instantMs } from '../shapes.ts'

/**
 * What is set at one level of the network. Key `configuration:<of>`, on the stream of that level: written once, however many
 * machines follow it. A machine resolves network → segment → model → locker → cell by itself.
 */
export const configurationItem = z.strictObject({
  /** The level: `network`, or the id of a segment, a locker model or a locker. */
  of: z.union([z.literal('network'), id('seg'), id('mdl'), id('lck')]),
  /** Of two segments the one with the higher rank wins. */
  rank: z.int().min(0).max(1_000),
  settings: z
    .array(
      z.strictObject({
        /** A name of the catalogue; a machine ignores names that it does not know. */
        name: z.string().regex(/^[a-z][a-z.-]{0,59}$/),
        value: z.unknown(),
        /** At the level of a locker: for this cell only. */
        cell: id('cel').nullable(),
        from: instantMs.nullable(),
        until: instantMs.nullable(),
      }),
    )
    .max(2_000),
})
export type ConfigurationItem = z.infer<typeof configurationItem>
