import { AppError } from '@cubby/kit/app-error'
import type { Clock } from '@cubby/kit/clock'
import { type HidHandle, type HidPort, systemHidPort } from './feature-reports.ts'
import { type Connection, type ConnectionEvents, ReopeningLine } from './reopening-line.ts'

/** By the path of the system, or by the five letters that a relay has in its report; with neither, the only one there is. */
export type HidAddress = { path?: string | undefined; serial?: string | undefined }

/** An id that many makers of small devices share; these relays are told from the others by their name. */
const vendor = 0x16c0
const product = 0x05df

export type UsbRelay = { path: string; name: string; serial: string }

/** The USB relays on this computer. One that another program holds, or that we may not open, has no serial number here. */
export async function findUsbRelays(port: HidPort): Promise<UsbRelay[]> {
  const found: UsbRelay[] = []
  for (const device of await port.list(vendor, product)) {
    if (!/^USBRelay\d$/i.test(device.product)) continue
    const serial = await serialOf(port, device.path).catch(() => '')
    found.push({ path: device.path, name: device.product, serial })
  }
  return found
}

async function serialOf(port: HidPort, path: string): Promise<string> {
  const device = await port.open(path)
  try {
    return String.fromCharCode(...(await device.get(0)).subarray(0, 5))
  } finally {
    await device.close()
  }
}

/**
 * A line to a HID relay. Its bytes are feature reports with their number in front: nine bytes set one, and the number alone asks
 * for one, which comes back in the same form.
 */
export function hidLine(
  address: HidAddress,
  deps: { clock: Clock; port?: (() => Promise<HidPort>) | undefined },
): ReopeningLine {
  const { clock, port = systemHidPort } = deps
  const name = address.path ?? `usb relay ${address.serial ?? ''}`.trim()
  return new ReopeningLine({
    name,
    clock,
    connect: async (events) => open(await port(), address, events),
  })
}

async function open(
  port: HidPort,
  address: HidAddress,
  events: ConnectionEvents,
): Promise<Connection> {
  const handle = await port.open(address.path ?? (await pathOf(port, address)))
  let isOpen = true
  const close = () => {
    if (!isOpen) return
    isOpen = false
    void handle.close().catch(() => {})
    events.onClose()
  }
  return { write: (bytes) => pass(handle, bytes, events), close }
}

async function pass(handle: HidHandle, bytes: Uint8Array, { onData }: ConnectionEvents) {
  const [report = 0] = bytes
  if (bytes.length > 1) return handle.set(report, bytes.subarray(1))
  const told = await handle.get(report)
  onData(Uint8Array.from([report, ...told]))
}

async function pathOf(port: HidPort, { serial }: HidAddress): Promise<string> {
  const all = await findUsbRelays(port)
  const fitting = serial === undefined ? all : all.filter((each) => each.serial === serial)
  const [only, ...more] = fitting
  if (only && more.length === 0) return only.path
  const there = all.map((each) => `${each.serial || 'nameless'} at ${each.path}`).join(', ')
  throw new AppError(
    'line/unavailable',
    only
      ? `several USB relays answer to that: ${there}; name one by path`
      : `no such USB relay; there are: ${there || 'none'}`,
  )
}
