import {
  deviceKinds,
  machineDevices,
  settingName,
  settingValue,
} from '@cubby/domain/machine/devices/devices'
import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { toldMoment } from '../../wire.ts'

export const devicesOfLocker = z.strictObject({ locker: id('lck') })

const terminal = deviceKinds.terminal.unwrap()

/** Devices as somebody sets them: a secret setting that is left out stays as it was, null takes it away. */
export const devicesToSet = machineDevices.extend({
  terminal: terminal
    .extend({ settings: z.record(settingName, settingValue.nullable()).optional() })
    .optional(),
})
export type DevicesToSet = z.infer<typeof devicesToSet>

/** What a locker has said to be wrong with a part, and not taken back. */
const deviceFault = z.strictObject({
  /** `sensor <name>`, `scanner <name>`, `load <name>`, `terminal` or `printer`. */
  part: z.string(),
  code: z.string(),
  since: toldMoment,
})
export type DeviceFault = z.infer<typeof deviceFault>

export const devicesReply = z.strictObject({
  locker: id('lck'),
  /** Hand it back with a change, so that nobody's change is lost; 0: nobody has set any. */
  version: z.int(),
  changedAt: toldMoment.nullable(),
  /** Without secret settings. */
  devices: machineDevices,
  /** Secret settings of the terminal that are set, by name. Nobody reads them again. */
  secretsSet: z.array(z.string()),
  /** What the locker goes by since then; null: it has not said. */
  used: z
    .strictObject({
      /** Null: a file on the machine names its devices, and what is set here waits. */
      version: z.int().nullable(),
      at: toldMoment,
    })
    .nullable(),
  faults: z.array(deviceFault),
})
export type DevicesReply = z.infer<typeof devicesReply>

/** One thing that is wrong, at its place. */
export const placedProblem = z.strictObject({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
})
