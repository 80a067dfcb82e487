import { id, text } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const inCell = z.strictObject({ locker: id('lck'), cell: id('cel') })

export const commandReason = text(60)
/** After this the locker refuses it, whenever it comes online. */
export const expiresInSeconds = z
  .int()
  .min(10)
  .max(limits.commandLifeMax / 1_000)
  .default(limits.commandLifeDefault / 1_000)

/** A wish of the server. What the locker made of it is in `status` and `outcome`. */
export const command = z.strictObject({
  id: id('cmd'),
  locker: id('lck'),
  cell: id('cel'),
  action: z.enum(['open', 'block', 'unblock']),
  reason: z.string(),
  /** A person of the staff, or a program by its key. */
  askedBy: z.union([id('key'), id('stf')]),
  status: z.enum(['waiting', 'accepted', 'refused', 'expired', 'done', 'unknown']),
  /** Why it was refused, or how it ended. */
  outcome: z.string().nullable(),
  createdAt: toldMoment,
  expiresAt: toldMoment,
  answeredAt: toldMoment.nullable(),
})
export type CommandReply = z.infer<typeof command>
