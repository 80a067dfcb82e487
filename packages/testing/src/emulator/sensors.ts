/**
 * Emulated sensors as a program: an XY-MD02 with address 1 and a NUT server with the UPS `main`, each on a port of its own.
 *
 *     node packages/testing/src/emulator/sensors.ts
 *
 * Prints one JSON line `{"climate":…,"power":…,"controlPort":…}` when it is ready. `PUT` of `{"temperature":…,"humidity":…}` to
 * the control port changes the weather.
 */
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json } from 'node:stream/consumers'
import { startEmulatedSensors } from '@cubby/drivers/sensors/emulator/emulated-sensors'
import { realClock as clock } from '@cubby/keys/real-clock'

const stop = new AbortController()
for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop.abort())

await using emulated = await startEmulatedSensors({ clock })
emulated.setClimate(1, { temperature: 5, humidity: 50 })
const control = createServer((request, response) => {
  void json(request).then((weather) => {
    emulated.setClimate(1, weather as { temperature: number; humidity: number })
    response.end()
  })
})
control.listen(0, '127.0.0.1')
await once(control, 'listening')
const { port: controlPort } = control.address() as AddressInfo
process.stdout.write(`${JSON.stringify({ ...emulated.ports, controlPort })}\n`)
if (!stop.signal.aborted) await once(stop.signal, 'abort')
control.close()
