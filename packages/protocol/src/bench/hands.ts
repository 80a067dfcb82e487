import { id, label, side } from '@cubby/domain/shapes'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

const cell = id('cel')
const part = z.string().min(1).max(60)

/**
 * What hands can do at a virtual locker: `POST /bench/v1/hands`, on loopback only. They touch the machine and its wires, never the
 * program inside.
 */
export const benchHand = z.discriminatedUnion('do', [
  z.strictObject({
    do: z.enum(['close-door', 'force-door', 'take-item', 'jam', 'unjam']),
    cell,
    side,
  }),
  /** `label`: what is written on it, so that whoever takes it out knows what it is. */
  z.strictObject({ do: z.literal('put-item'), cell, side, label: label.nullable().default(null) }),
  z.strictObject({
    do: z.enum(['cut-power', 'restore-power', 'slow-down', 'speed-up', 'garble', 'ungarble']),
    board: part,
  }),
  z.strictObject({ do: z.enum(['cut-bus', 'mend-bus', 'echo', 'no-echo']), bus: part }),
  z.strictObject({ do: z.enum(['pull-plug', 'plug-in']) }),
  /** A code is held before the reader; a label, a badge or a QR code. */
  z.strictObject({
    do: z.literal('scan'),
    text: z.string().min(1).max(limits.textCharsMax),
    side: side.default('front'),
  }),
])

/** What a page sends. */
export type BenchAsk = z.input<typeof benchHand>
/** The same once it was read. */
export type BenchHand = z.output<typeof benchHand>
