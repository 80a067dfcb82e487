import { AppError } from '@cubby/kit/app-error'

/** A HID device as the system lists it. Relays of one kind carry no number there: theirs stands in their report. */
export type HidDevice = { path: string; product: string }

/** One opened HID device: whole reports of eight bytes to and fro. */
export interface HidHandle {
  set(report: number, data: Uint8Array): Promise<void>
  get(report: number): Promise<Uint8Array>
  close(): Promise<void>
}

/** The HID devices of this computer. */
export interface HidPort {
  list(vendor: number, product: number): Promise<HidDevice[]>
  open(path: string): Promise<HidHandle>
}

/** What a feature report of these devices has. */
const reportBytes = 8

/**
 * The HID devices of this computer, by the library `node-hid`. Rejects with `line/unavailable` that says what to install
 * where the library, or what it needs of the system, is missing (docs/adr/0028-usb-relays-by-an-optional-library.md).
 */
export async function systemHidPort(load = () => import('node-hid')): Promise<HidPort> {
  const hid = await load().catch((error: unknown) => {
    throw new AppError('line/unavailable', whatToInstall(error), { cause: error })
  })
  const { devicesAsync, HIDAsync } = 'default' in hid ? (hid.default as typeof hid) : hid
  /** The library loads its native part only now. */
  const natively = async <T>(work: () => Promise<T>) => {
    try {
      return await work()
    } catch (error) {
      if (isMissing(error))
        throw new AppError('line/unavailable', whatToInstall(error), { cause: error })
      throw error
    }
  }
  return {
    list: async (vendor, product) => {
      const all = await natively(() => devicesAsync(vendor, product))
      return all.flatMap(({ path, product: name = '' }) => (path ? [{ path, product: name }] : []))
    },
    open: async (path) => {
      const device = await natively(() => HIDAsync.open(path))
      // Without a listener an unplugged device would end the program; its next report fails anyway.
      device.on('error', () => {})
      return {
        set: async (report, data) => {
          await device.sendFeatureReport([report, ...data])
        },
        get: async (report) => {
          const bytes = await device.getFeatureReport(report, reportBytes + 1)
          // The number of the report stands in front, or it does not: that depends on the system.
          return Uint8Array.from(bytes).subarray(bytes.length > reportBytes ? 1 : 0)
        },
        close: () => device.close(),
      }
    },
  }
}

const codeOf = (error: unknown) => (error as { code?: string } | null)?.code ?? ''
const isMissing = (error: unknown) => /MODULE_NOT_FOUND|DLOPEN_FAILED/.test(codeOf(error))

function whatToInstall(error: unknown): string {
  if (codeOf(error) === 'ERR_DLOPEN_FAILED')
    return 'USB relays need libraries of the system: apt-get install libusb-1.0-0 libudev1'
  return 'USB relays need the library node-hid, which is left out where it cannot be installed: npm install node-hid@3.4.0'
}
