import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { codePages } from '../printers/code-page.ts'
import { scanSuffixes } from '../scanners/scan-parser.ts'
import { scannerFamilies } from '../scanners/settings/all.ts'
import { measures } from '../sensors/define-sensor.ts'
import { isOneWireDevice } from '../sensors/ds18b20.ts'
import { isUpsName } from '../sensors/nut-protocol.ts'
import { loadKinds } from '../switches/switched-load.ts'

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a name of 1 to 40 small letters, digits and dashes')
const path = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, 'a path without control characters')
const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,200}$/, 'an address or a host name')
const port = z.int().min(1).max(65_535)
const baudRate = z.int().min(300).max(1_000_000).optional()
const cell = z.custom<`cel_${string}`>(
  (value) => typeof value === 'string' && /^cel_[A-Za-z0-9_-]{1,60}$/.test(value),
  'the id of a cell, such as cel_…',
)
const side = z.enum(['front', 'back'])

const line = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), path, baudRate }),
  z.strictObject({ kind: z.literal('tcp'), host, port }),
])

const board = z.strictObject({
  id: name,
  model: z.string().max(60),
  address: z.int().min(0).max(255),
  doorContact: z.enum(['closed-is-1', 'closed-is-0']),
  byteOrder: z.enum(['low-first', 'high-first']).optional(),
})

const terminal = z.strictObject({
  model: z.string().max(60),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR'),
  link: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('tcp'), host, port }),
    z.strictObject({
      kind: z.literal('serial'),
      path,
      baudRate: z.int().min(300).max(1_000_000).default(9_600),
    }),
    z.strictObject({ kind: z.literal('http'), url: z.string().max(200) }),
    z.strictObject({ kind: z.literal('tool'), folder: path }),
  ]),
  settings: z.record(z.string().max(60), z.string().max(200)).optional(),
})

const thresholds = z
  .array(
    z.strictObject({
      measure: z.enum(Object.keys(measures) as (keyof typeof measures)[]),
      least: z.number().min(-100).max(1_000_000).optional(),
      most: z.number().min(-100).max(1_000_000).optional(),
      /** So many in a row, so that one odd reading wakes nobody. */
      readings: z.int().min(1).max(100).default(3),
    }),
  )
  .max(10)
  .default([])
const sensorBase = { id: name, thresholds, everySeconds: z.int().min(5).max(86_400).default(60) }

const sensor = z.discriminatedUnion('model', [
  z.strictObject({
    ...sensorBase,
    model: z.literal('xy-md02'),
    line,
    address: z.int().min(1).max(247),
  }),
  z.strictObject({
    ...sensorBase,
    model: z.literal('ds18b20'),
    device: z
      .string()
      .refine(isOneWireDevice, 'a name such as 28-0316a2795fff, as in /sys/bus/w1/devices'),
  }),
  z.strictObject({
    ...sensorBase,
    model: z.literal('nut-ups'),
    ups: z.string().refine(isUpsName, 'a name as in ups.conf, without blanks'),
    host: host.default('127.0.0.1'),
    port: port.default(3_493),
  }),
  z.strictObject({
    ...sensorBase,
    model: z.literal('modem-manager'),
    modem: z.string().regex(/^(any|\d{1,3})$/, 'any, or the number that mmcli -L tells'),
  }),
])

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of the day such as 06:30')

const load = z.strictObject({
  id: name,
  kind: z.enum(loadKinds),
  board: name,
  channel: z.int().min(0).max(255),
  /** Lights only: always, while somebody is there (unless told otherwise), or at certain hours by the clock of the place. */
  light: z
    .discriminatedUnion('when', [
      z.strictObject({ when: z.literal('always') }),
      z.strictObject({ when: z.literal('attended') }),
      z.strictObject({ when: z.literal('hours'), from: timeOfDay, to: timeOfDay }),
    ])
    .optional(),
  /** Sockets only: what they charge lies in this cell. */
  cell: cell.optional(),
  /** Sockets only: while something lies in the cell (unless told otherwise), or by orders from afar alone. */
  charge: z.enum(['while-occupied', 'by-order']).optional(),
  /** Heaters only: degrees Celsius, by the sensor of this name. */
  heat: z
    .strictObject({
      sensor: name,
      onBelow: z.number().min(-30).max(40),
      offAbove: z.number().min(-30).max(40),
    })
    .optional(),
})

/** Everything that hangs on one locker's computer. Unknown fields are refused, so that a slip is not a setting that silently does nothing. */
export const deviceConfig = z.strictObject({
  /** Of this form; a later form has another. */
  version: z.literal(1),
  buses: z
    .array(
      z.strictObject({
        id: name,
        line,
        boards: z.array(board).max(limits.cellsPerLockerMax),
        hasEcho: z.boolean().optional(),
      }),
    )
    .max(limits.busesPerLockerMax),
  doors: z
    .array(z.strictObject({ cell, side, board: name, channel: z.int().min(0).max(255) }))
    .max(2 * limits.cellsPerLockerMax),
  terminal: terminal.optional(),
  scanners: z
    .array(
      z.strictObject({
        id: name,
        side,
        line,
        suffix: z.enum(scanSuffixes).default('line-end'),
        /** How it takes settings, if somebody wants to set it. */
        family: z.enum(scannerFamilies.map(({ family }) => family)).optional(),
      }),
    )
    .max(limits.scannersPerLockerMax)
    .default([]),
  sensors: z.array(sensor).max(limits.sensorsPerLockerMax).default([]),
  printer: z
    .strictObject({ line, codePage: z.enum(Object.keys(codePages) as (keyof typeof codePages)[]) })
    .optional(),
  loads: z.array(load).max(limits.loadsPerLockerMax).default([]),
})
export type DeviceConfig = z.infer<typeof deviceConfig>
export type LoadConfig = DeviceConfig['loads'][number]
export type SensorConfig = DeviceConfig['sensors'][number]

/** The form as JSON Schema, for editors and for other programs. */
export const deviceSchema = (): Record<string, unknown> =>
  z.toJSONSchema(deviceConfig, { io: 'input', unrepresentable: 'any' })
