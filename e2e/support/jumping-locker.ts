import { fileURLToPath } from 'node:url'
import type { DevicesNamed } from '@cubby/edge/devices/machine-devices'
import { startKioskServer } from '@cubby/edge/kiosk-api/kiosk-server'
import { edgeLogger } from '@cubby/edge/logger'
import { realClock } from '@cubby/keys/real-clock'
import { millis, seconds } from '@cubby/kit/clock'
import { edgeWorld } from '@cubby/testing/edge/edge-world'
import { until } from '@cubby/testing/network/until'
import type { Screen } from './kiosk-screen.ts'

const screens = fileURLToPath(new URL('../../apps/kiosk/dist', import.meta.url))

/** A locker under a clock that jumps, with its real screens on a real socket: for promises that take minutes or days. */
export async function jumpingLocker(seed: string, devices: DevicesNamed = {}) {
  const world = await edgeWorld(seed, { synchronous: 'off', devices })
  world.announceMachine()
  await world.start()
  await world.sync()
  await world.wait(seconds(5))
  const { edge, ids } = world
  const server = await startKioskServer({
    screens,
    port: 0,
    clock: realClock,
    ids,
    log: edgeLogger({ level: 'silent' }),
    version: () => edge().kioskState().version,
    state: (side) => edge().kioskState(side),
    onChange: (listener) => edge().onChange(listener),
    perform: (name, ask) => edge().perform(name, ask),
    printSlip: (slip) => edge().printSlip(slip),
  })
  return {
    ...world,
    url: server.url,
    /** A scanner that is wired to the machine reads this. */
    scan: (text: string) => server.scanned({ text, side: 'front' }),
    /** Lets time pass until these words are on the screen. */
    passUntil: ({ page }: Screen, text: string | RegExp) =>
      until(
        `the screen says ${text}`,
        async () => {
          await world.wait(millis(200))
          return page.getByText(text).first().isVisible()
        },
        seconds(10),
      ),
    [Symbol.asyncDispose]: async () => {
      await server[Symbol.asyncDispose]()
      await world[Symbol.asyncDispose]()
    },
  }
}
