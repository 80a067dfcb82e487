import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { id, side, text } from '../shapes.ts'

const wireName = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/)

/** What carries the bytes between the computer of a machine and its boards. */
export const wiringLine = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('serial'),
    path: text(200),
    baudRate: z.int().min(300).max(1_000_000).optional(),
  }),
  /** RS-485 over an adapter in the machine's own network. */
  z.strictObject({ kind: z.literal('tcp'), host: text(200), port: z.int().min(1).max(65_535) }),
])

/** How a board tells of a closed door: look at one door and its bit. */
export const doorContact = z.enum(['closed-is-1', 'closed-is-0'])

/** Which byte of a status comes first: that of the first channels or of the last ones. */
export const byteOrder = z.enum(['low-first', 'high-first'])

export const doorName = z.strictObject({ cell: id('cel'), side })

/** How the lock boards of one machine are wired: which board and channel moves which door. Key `wiring`. */
export const wiringItem = z.strictObject({
  buses: z
    .array(
      z.strictObject({
        id: wireName,
        line: wiringLine,
        /** The adapter hears itself; it is found out as well. */
        hasEcho: z.boolean().optional(),
        boards: z
          .array(
            z.strictObject({
              /** Unique within the machine, not only on its bus. */
              id: wireName,
              model: text(40),
              address: z.int().min(0).max(255),
              doorContact,
              /** Only for boards of which both orders of bytes are in use. */
              byteOrder: byteOrder.optional(),
            }),
          )
          .max(limits.cellsPerLockerMax),
      }),
    )
    .max(limits.busesPerLockerMax),
  doors: z
    .array(doorName.extend({ board: wireName, channel: z.int().min(0).max(255) }))
    .max(2 * limits.cellsPerLockerMax),
})
export type Wiring = z.infer<typeof wiringItem>
export type WiringLine = z.infer<typeof wiringLine>
export type WiredDoor = Wiring['doors'][number]
export type WiredBoard = Wiring['buses'][number]['boards'][number]
export type DoorName = z.infer<typeof doorName>
