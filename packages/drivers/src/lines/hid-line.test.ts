import type { AppError } from '@cubby/kit/app-error'
import { instant, seconds } from '@cubby/kit/clock'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { describe, expect, test } from 'vitest'
import { usbRelay2 } from '../boards/hid-relays.ts'
import { Bus } from '../bus.ts'
import { EmulatedBoard } from '../emulator/emulated-board.ts'
import { emulatedHid, type PluggedRelay } from '../emulator/emulated-hid.ts'
import { systemHidPort } from './feature-reports.ts'
import { findUsbRelays, type HidAddress, hidLine } from './hid-line.ts'

/** A computer with USB relays of these names in their reports, and something else of the same maker's id. */
function aComputer(...labels: string[]) {
  const clock = new VirtualClock(instant(0))
  const plug = (label: string, at: number): PluggedRelay => ({
    path: `/dev/hidraw${at}`,
    product: 'USBRelay2',
    board: new EmulatedBoard({ definition: usbRelay2, address: 0, clock, label }),
  })
  const plugged = labels.map(plug)
  const other = { ...plug('MOUSE', 9), product: 'Keyboard of somebody' }
  const port = emulatedHid([...plugged, other])
  const busOn = async (address: HidAddress) => {
    const line = hidLine(address, { clock, port: async () => port })
    await clock.runUntil(line.triedOnce())
    return new Bus({ id: 'usb', line, definitions: [usbRelay2], clock })
  }
  const on = { definition: usbRelay2, address: 0, isUrgent: false } as const
  return { clock, plugged, port, busOn, on }
}

const isOn = ({ board }: PluggedRelay) => board.pulses.length

describe('USB relays', () => {
  test('are listed with their own names, and nothing else of the same id', async () => {
    const { port } = aComputer('BMG71', '6QMBS')
    expect(await findUsbRelays(port)).toEqual([
      { path: '/dev/hidraw0', name: 'USBRelay2', serial: 'BMG71' },
      { path: '/dev/hidraw1', name: 'USBRelay2', serial: '6QMBS' },
    ])
  })

  test.each<[HidAddress, number]>([
    [{ serial: '6QMBS' }, 1],
    [{ path: '/dev/hidraw0' }, 0],
  ])('%j is told and no other', async (address, which) => {
    const { clock, plugged, busOn, on } = aComputer('BMG71', '6QMBS')
    const bus = await busOn(address)
    await clock.runUntil(bus.request({ ...on, command: 'open', channel: 1 }))
    expect(plugged.map(isOn)).toEqual(which === 1 ? [0, 1] : [1, 0])
  })

  test('stay on until they are let go, one by one or all', async () => {
    const { clock, plugged, busOn, on } = aComputer('BMG71')
    const bus = await busOn({})
    const [relay] = plugged
    for (const channel of [0, 1])
      await clock.runUntil(bus.request({ ...on, command: 'open', channel }))
    await clock.advance(seconds(2))
    const outputs = () => clock.runUntil(readBack(relay))
    expect(await outputs()).toBe(3)
    await clock.runUntil(bus.request({ ...on, command: 'release', channel: 0 }))
    expect(await outputs()).toBe(2)
    await clock.runUntil(bus.request({ ...on, command: 'rest' }))
    expect(await outputs()).toBe(0)
  })

  test('that are pulled out are gone for their bus, and there again when they are plugged in', async () => {
    const { clock, plugged, busOn, on } = aComputer('BMG71')
    const bus = await busOn({ serial: 'BMG71' })
    const [relay] = plugged
    const ask = () =>
      clock.runUntil(
        bus
          .request({ ...on, command: 'open', channel: 0 })
          .then(() => 'told')
          .catch((error: AppError) => error.code),
      )
    relay?.board.cutPower()
    expect(await ask()).toBe('line/unavailable')
    relay?.board.restorePower()
    await clock.advance(seconds(60))
    expect(await ask()).toBe('told')
  })
})

/** The state byte of its report. */
async function readBack(relay: PluggedRelay | undefined) {
  const handle = await emulatedHid(relay ? [relay] : []).open(relay?.path ?? '')
  return (await handle.get(0))[7]
}

describe('who looks for a USB relay in vain is told', () => {
  const write = async (address: HidAddress, port: () => ReturnType<typeof systemHidPort>) => {
    const clock = new VirtualClock(instant(0))
    const line = hidLine(address, { clock, port })
    await clock.runUntil(line.triedOnce())
    return line.write(Uint8Array.of(0, 0xfc)).catch((error: AppError) => error.message)
  }
  const emulated = (labels: string[]) => async () => aComputer(...labels).port

  test('which there are', async () => {
    expect(await write({ serial: 'OTHER' }, emulated(['BMG71']))).toContain('BMG71 at /dev/hidraw0')
    expect(await write({}, emulated([]))).toContain('there are: none')
    expect(await write({}, emulated(['BMG71', '6QMBS']))).toContain('name one by path')
  })

  test.each([
    ['ERR_MODULE_NOT_FOUND', 'npm install node-hid'],
    ['ERR_DLOPEN_FAILED', 'apt-get install libusb-1.0-0 libudev1'],
  ])('what to install: %s', async (code, advice) => {
    const load = () => Promise.reject(Object.assign(new Error('no'), { code }))
    expect(await write({}, () => systemHidPort(load))).toContain(advice)
  })

  test('what the library of this machine says, and nothing breaks', async () => {
    const port = systemHidPort()
    const found = await port.then(findUsbRelays).catch((error: AppError) => error.message)
    // Where the system has its libraries there is a list; elsewhere, what to install.
    expect(Array.isArray(found) || /install/.test(found)).toBe(true)
  })
})
