/**
 * `node scripts/devices.ts check <file>`: what is wrong with a device configuration, each mistake at its place.
 * `node scripts/devices.ts read <file>`: asks each sensor of it once.
 * `node scripts/devices.ts emulate`: an XY-MD02 on port 5020 and a NUT server on port 3494, to try the other two with.
 */
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { openSensors } from '@cubby/drivers/device-config/open-sensors'
import { readDeviceConfig } from '@cubby/drivers/device-config/read-device-config'
import { measures } from '@cubby/domain/machine/devices/device-models'
import { startEmulatedSensors } from '@cubby/drivers/sensors/emulator/emulated-sensors'
import { realClock as clock } from '@cubby/keys/real-clock'
import { AppError } from '@cubby/kit/app-error'

const [, , what, path] = argv
try {
  if (what === 'emulate') await emulate()
  else if ((what === 'check' || what === 'read') && path) await look(what, path)
  else throw new AppError('input/invalid', 'check <file>, read <file> or emulate')
} catch (error) {
  if (!(error instanceof AppError)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function look(how: 'check' | 'read', file: string) {
  const config = readDeviceConfig(readFileSync(file, 'utf8'))
  const { buses, doors, scanners, sensors, loads } = config
  console.log(
    `${buses.length} buses, ${doors.length} doors, ${scanners.length} scanners, ${sensors.length} sensors, ${loads.length} loads: all well`,
  )
  if (how === 'check') return
  await using opened = await openSensors(sensors, { clock })
  for (const { id, model } of sensors) {
    const { reading, code } = await opened.read(id)
    const values = Object.entries(reading ?? {}).map(
      ([measure, value]) =>
        `${measure} ${value ?? 'unknown'} ${measures[measure as keyof typeof measures]}`,
    )
    console.log(`${id} (${model}): ${code ?? values.join(', ')}`)
  }
}

async function emulate() {
  await using emulated = await startEmulatedSensors({ clock }, { climate: 5_020, power: 3_494 })
  emulated.setClimate(1, { temperature: 4.5, humidity: 61 })
  const { climate, power } = emulated.ports
  console.log(`XY-MD02 with address 1 on 127.0.0.1:${climate}, UPS main on 127.0.0.1:${power}`)
  await once(process, 'SIGINT')
}
