import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { side } from '../../shapes.ts'
import {
  codePages,
  loadKinds,
  measureNames,
  scannerFamilies,
  scanSuffixes,
} from './device-models.ts'

const name = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'a name of 1 to 40 small letters, digits and dashes')
const path = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]+$/u, 'a path without control characters')
const host = z.string().regex(/^[A-Za-z0-9.:_-]{1,200}$/, 'an address or a host name')
const port = z.int().min(1).max(65_535)
const baudRate = z.int().min(300).max(1_000_000)
const cell = z.custom<`cel_${string}`>(
  (value) => typeof value === 'string' && /^cel_[A-Za-z0-9_-]{1,60}$/.test(value),
  'the id of a cell, such as cel_…',
)

/** What carries the bytes between the computer of a machine and one device. */
export const deviceLine = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('serial'), path, baudRate: baudRate.optional() }),
  z.strictObject({ kind: z.literal('tcp'), host, port }),
])

/** A value of one setting of a terminal. */
export const settingValue = z
  .string()
  .max(200)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'a text without control characters')
export const settingName = z.string().min(1).max(60)

const terminal = z.strictObject({
  model: z.string().max(60),
  currency: z.string().regex(/^[A-Z]{3}$/, 'three capital letters, such as EUR'),
  link: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('tcp'), host, port }),
    z.strictObject({ kind: z.literal('serial'), path, baudRate: baudRate.default(9_600) }),
    z.strictObject({ kind: z.literal('http'), url: z.string().max(200) }),
    z.strictObject({ kind: z.literal('tool'), folder: path }),
  ]),
  settings: z.record(settingName, settingValue).optional(),
})

const scanner = z.strictObject({
  id: name,
  side,
  line: deviceLine,
  suffix: z.enum(scanSuffixes).default('line-end'),
  /** How it takes settings, if somebody wants to set it. */
  family: z.enum(scannerFamilies).optional(),
})

const thresholds = z
  .array(
    z.strictObject({
      measure: z.enum(measureNames),
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
    line: deviceLine,
    address: z.int().min(1).max(247),
  }),
  z.strictObject({
    ...sensorBase,
    model: z.literal('ds18b20'),
    device: z
      .string()
      // A name that the kernel gives: no path may hide in it.
      .regex(/^28-[0-9a-f]{12}$/, 'a name such as 28-0316a2795fff, as in /sys/bus/w1/devices'),
  }),
  z.strictObject({
    ...sensorBase,
    model: z.literal('nut-ups'),
    // What may stand in a line of its protocol without quotes.
    ups: z.string().regex(/^[A-Za-z0-9_.-]{1,60}$/, 'a name as in ups.conf, without blanks'),
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
  /** Sockets only: they have current while something lies in this cell. */
  cell: cell.optional(),
  /** Heaters only: degrees Celsius, by the sensor of this name. */
  heat: z
    .strictObject({
      sensor: name,
      onBelow: z.number().min(-30).max(40),
      offAbove: z.number().min(-30).max(40),
    })
    .optional(),
})

/** All devices of a machine but its lock boards, by kind: what a file on it may say, and what the feed says. */
export const deviceKinds = {
  terminal: terminal.optional(),
  scanners: z.array(scanner).max(limits.scannersPerLockerMax).default([]),
  sensors: z.array(sensor).max(limits.sensorsPerLockerMax).default([]),
  printer: z.strictObject({ line: deviceLine, codePage: z.enum(codePages) }).optional(),
  loads: z.array(load).max(limits.loadsPerLockerMax).default([]),
}

export const machineDevices = z.strictObject(deviceKinds)
export type Devices = z.infer<typeof machineDevices>
/** As somebody writes it: what has a usual value may be left out. */
export type DevicesWritten = z.input<typeof machineDevices>
export type DeviceSensor = Devices['sensors'][number]
export type DeviceLoad = Devices['loads'][number]
export type DeviceScanner = Devices['scanners'][number]
export type DeviceTerminal = NonNullable<Devices['terminal']>
export type DevicePrinter = NonNullable<Devices['printer']>
export type DeviceLine = z.infer<typeof deviceLine>

export const noDevices: Devices = { scanners: [], sensors: [], loads: [] }

/**
 * The devices of one machine as the feed tells them. Key `devices`. Secret settings are not among them: they are in `sealed`, which
 * only this machine can open.
 */
export const devicesItem = z.strictObject({
  /** Counted by the server with each change; the machine says which one it goes by. */
  version: z.int().min(1),
  devices: machineDevices,
  /** Secret settings of the terminal, by name, as JSON: sealed under a key that follows from the key of this locker. Null: none. */
  sealed: z.string().max(4_000).nullable(),
})
export type DevicesItem = z.infer<typeof devicesItem>
