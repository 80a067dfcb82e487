import { deviceKinds, deviceLine as line } from '@cubby/domain/machine/devices/devices'
import type { FormSchema } from '@cubby/domain/shape-words'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a name of 1 to 40 small letters, digits and dashes')
const cell = z.custom<`cel_${string}`>(
  (value) => typeof value === 'string' && /^cel_[A-Za-z0-9_-]{1,60}$/.test(value),
  'the id of a cell, such as cel_…',
)
/** A bus may also be a relay that is plugged in by USB: by path, by its own letters, or the only one there is. */
const busLine = z.discriminatedUnion('kind', [
  ...line.options,
  z.strictObject({
    kind: z.literal('hid'),
    path: z
      .string()
      .min(1)
      .max(200)
      .regex(/^[^\p{Cc}]+$/u, 'a path without control characters')
      .optional(),
    serial: z
      .string()
      .regex(
        /^[\x21-\x7e]{1,5}$/,
        'up to five letters, as `npm run -s device -- usb-relays` tells them',
      )
      .optional(),
  }),
])
const side = z.enum(['front', 'back'])

const board = z.strictObject({
  id: name,
  model: z.string().max(60),
  address: z.int().min(0).max(255),
  doorContact: z.enum(['closed-is-1', 'closed-is-0']),
  byteOrder: z.enum(['low-first', 'high-first']).optional(),
})

/** Everything that hangs on one locker's computer. Unknown fields are refused, so that a slip is not a setting that silently does nothing. */
export const deviceConfig = z.strictObject({
  /** Of this form; a later form has another. */
  version: z.literal(1),
  buses: z
    .array(
      z.strictObject({
        id: name,
        line: busLine,
        boards: z.array(board).max(limits.cellsPerLockerMax),
        hasEcho: z.boolean().optional(),
      }),
    )
    .max(limits.busesPerLockerMax),
  doors: z
    .array(z.strictObject({ cell, side, board: name, channel: z.int().min(0).max(255) }))
    .max(2 * limits.cellsPerLockerMax),
  ...deviceKinds,
})
export type DeviceConfig = z.infer<typeof deviceConfig>
export type LoadConfig = DeviceConfig['loads'][number]
export type SensorConfig = DeviceConfig['sensors'][number]

/** The form as JSON Schema, for editors and for other programs. */
export const deviceSchema = (): Record<string, unknown> & FormSchema =>
  z.toJSONSchema(deviceConfig, { io: 'input', unrepresentable: 'any' }) as Record<string, unknown> &
    FormSchema
