import type { Devices } from '@cubby/domain/machine/devices/devices'
import { secretSettings } from '@cubby/domain/machine/devices/terminal-models'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { DevicesToSet } from '@cubby/protocol/operations/devices/device-shapes'
import { setDevices } from '@cubby/protocol/operations/devices/set-devices'
import { route } from '../http/route.ts'
import { wrongFields } from '../http/told.ts'
import { lockMachine, mustBe } from '../service/machine-rows.ts'
import { problemsOf } from './check-devices.ts'
import { apart, type KeptDevices, readKept, saveDevices, toldDevices } from './device-rows.ts'

export const setDevicesRoute = route(setDevices, async (call, { keys }) => {
  const { params, body, trx } = call
  const machine = await lockMachine(trx, params.locker)
  mustBe(machine, ['planned', 'testing', 'in-service', 'out-of-service'], 'its devices cannot be changed') // prettier-ignore
  const before = must((await readKept(trx, keys, [machine.id])).get(machine.id), 'asked for')
  if (body.version !== before.version)
    throw new AppError(
      'conflict/version',
      'somebody has changed the devices of this locker since they were read',
    )
  const devices = withSecrets(body.devices, before)
  const problems = problemsOf(devices, machine)
  if (problems.length > 0)
    throw wrongFields(problems.map((one) => ({ ...one, pointer: `/devices${one.pointer}` })))
  return toldDevices(trx, await saveDevices(call, keys, before, apart(devices)))
})

/** With the secrets that were left out as they were, as long as it is the same model, and without those that are taken away. */
function withSecrets({ terminal, ...rest }: DevicesToSet, before: KeptDevices): Devices {
  if (!terminal) return rest
  const { settings = {}, ...told } = terminal
  const isSame = before.devices.terminal?.model === terminal.model
  const kept = isSame
    ? secretSettings(terminal.model).flatMap((name) => {
        const value = Object.hasOwn(settings, name) ? undefined : before.secrets[name]
        return value === undefined ? [] : [[name, value] as const]
      })
    : []
  const set = Object.entries(settings).flatMap(([name, value]) =>
    value === null ? [] : [[name, value] as const],
  )
  const all = [...set, ...kept]
  return {
    ...rest,
    terminal: all.length > 0 ? { ...told, settings: Object.fromEntries(all) } : told,
  }
}
