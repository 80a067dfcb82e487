import { type FormSchema, shapeErrors } from '@cubby/domain/shape-words'
import { AppError, type FieldError } from '@cubby/kit/app-error'
import { limits } from '@cubby/kit/limits'
import { deviceConfigErrors } from './check-device-config.ts'
import { type DeviceConfig, deviceConfig, deviceSchema } from './device-shape.ts'

/**
 * The devices of a locker from the text of its file. Throws `config/invalid` that names every mistake at its place, says what may stand
 * there, and what was probably meant.
 */
export function readDeviceConfig(text: string): DeviceConfig {
  if (text.length > limits.deviceConfigBytesMax)
    throw new AppError('config/invalid', 'a device configuration is at most 1 MiB of text')
  let told: unknown
  try {
    told = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError('config/invalid', 'this is not JSON', { cause })
  }
  return checkDeviceConfig(told)
}

/** Made once, at the first mistake. */
let form: FormSchema | undefined

/** As `readDeviceConfig`, of a value that is read already. */
export function checkDeviceConfig(told: unknown): DeviceConfig {
  const read = deviceConfig.safeParse(told)
  if (!read.success) throw refused(shapeErrors(read.error, told, (form ??= deviceSchema())))
  const errors = deviceConfigErrors(read.data)
  if (errors.length > 0) throw refused(errors)
  return read.data
}

function refused(fields: FieldError[]): AppError {
  const lines = fields.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`)
  return new AppError('config/invalid', lines.join('\n'), { fields })
}
