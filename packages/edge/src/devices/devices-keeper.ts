import type { EntryBody } from '@cubby/domain/journal/entries'
import { deviceProblems } from '@cubby/domain/machine/devices/device-rules'
import type { Devices, DevicesItem } from '@cubby/domain/machine/devices/devices'
import type { Wiring } from '@cubby/domain/machine/wiring'
import { openForLocker } from '@cubby/keys/locker-seal'
import type { Logger } from 'pino'
import type { EdgeDirectory } from '../feed/edge-directory.ts'
import type { EdgeDisk, Enrolled } from '../store/edge-disk.ts'
import type { Fault, Faults } from './faults.ts'
import type { DevicesNamed, MachineDevices } from './machine-devices.ts'

const TOLD = 'devices-told'
const BY_FILE = 'file'
const noWiring: Wiring = { buses: [], doors: [] }

export type DevicesKeeperOptions = {
  disk: Pick<EdgeDisk, 'meta' | 'setMeta'>
  directory: Pick<EdgeDirectory, 'devices'>
  enrolled: () => Enrolled | null
  /** How the lock boards are wired, as far as this machine knows. */
  wiring: () => Wiring | null
  devices: Pick<MachineDevices, 'use'>
  faults: Pick<Faults, 'tell' | 'hold'>
  record: (bodies: readonly EntryBody[]) => void
  log: Logger
  /** What hangs on this machine whatever the feed says. */
  own: DevicesNamed
  /** A file on this machine names all its devices: it goes before the feed. */
  isWritten: boolean
}

/**
 * Which devices this machine goes by: those of a file on it, else those of the feed. It tells which, once for each change; and a device
 * that cannot be as it is named is a fault of that device, and keeps no other from working.
 */
export class DevicesKeeper {
  readonly #options: DevicesKeeperOptions
  /** What the present devices follow from; null: they were not looked at yet. */
  #usedFor: string | null = null

  constructor(options: DevicesKeeperOptions) {
    this.#options = options
  }

  /** Looks at what the devices follow from, and changes those that are not as they should be. Resolves when that was begun. */
  async look(): Promise<void> {
    const { own, isWritten, directory, devices, wiring, log } = this.#options
    const item = isWritten ? null : directory.devices
    const due = JSON.stringify([directory.devices, item && wiring()])
    if (due === this.#usedFor) return
    this.#usedFor = due
    if (isWritten && directory.devices)
      log.info('a file on this machine names its devices; those of the feed are not used')
    const named = item ? this.#named(item) : null
    const faults = [...(named?.faults ?? [])]
    this.#options.faults.hold(faults.flatMap(([part, fault]) => (fault ? [part] : [])))
    await devices.use(named ? joined(own, named.sound) : own)
    for (const [part, fault] of faults) this.#options.faults.tell(part, fault, 'configuration')
    this.#tell(isWritten ? BY_FILE : (item?.version ?? null))
  }

  /** The devices of the feed that can be as they are named, and of each whether it can. */
  #named({ devices: told, sealed }: DevicesItem): {
    sound: Devices
    faults: Map<string, Fault | null>
  } {
    const faults = new Map<string, Fault | null>(partsOf(told).map(({ part }) => [part, null]))
    const devices = this.#withSecrets(told, sealed, faults)
    const problems = deviceProblems(devices, this.#options.wiring() ?? noWiring)
    const isWrong = (at: string) =>
      problems.find(({ pointer }) => `${pointer}/`.startsWith(`${at}/`))
    for (const { part, at } of partsOf(devices)) {
      const problem = isWrong(at)
      if (problem)
        faults.set(part, {
          code: `configuration/${problem.code}`,
          detail: problem.detail.slice(0, 300),
        })
    }
    const { terminal, printer, scanners, sensors, loads } = devices
    const isSound = (part: string) => (faults.get(part) ?? null) === null
    const sound = {
      scanners: scanners.filter(({ id }) => isSound(`scanner ${id}`)),
      sensors: sensors.filter(({ id }) => isSound(`sensor ${id}`)),
      loads: loads.filter(({ id }) => isSound(`load ${id}`)),
      ...(terminal && isSound('terminal') ? { terminal } : {}),
      ...(printer && isSound('printer') ? { printer } : {}),
    }
    return { sound, faults }
  }

  #withSecrets(
    devices: Devices,
    sealed: string | null,
    faults: Map<string, Fault | null>,
  ): Devices {
    const { terminal } = devices
    const enrolled = this.#options.enrolled()
    if (!terminal || sealed === null || !enrolled) return devices
    try {
      const { lockerKey, locker } = enrolled
      const secrets = JSON.parse(openForLocker(lockerKey, locker, sealed)) as Record<string, string>
      return {
        ...devices,
        terminal: { ...terminal, settings: { ...terminal.settings, ...secrets } },
      }
    } catch {
      const detail = 'its secret settings were sealed for another machine'
      faults.set('terminal', { code: 'configuration/sealed', detail })
      return devices
    }
  }

  /** Says what the devices follow from, when that is not what was said last, also before this start. */
  #tell(by: number | typeof BY_FILE | null) {
    const { disk, record, log } = this.#options
    const text = by === null ? null : String(by)
    if (text === null || disk.meta(TOLD) === text) return
    try {
      record([{ type: 'device.configured', version: by === BY_FILE ? null : by }])
      disk.setMeta(TOLD, text)
    } catch (error) {
      log.error({ err: error }, 'which devices are used was not recorded')
    }
  }
}

/** Each device as the journal calls it, with its place. */
const partsOf = ({ scanners, sensors, loads, terminal, printer }: Devices) => [
  ...scanners.map(({ id }, i) => ({ part: `scanner ${id}`, at: `/scanners/${i}` })),
  ...sensors.map(({ id }, i) => ({ part: `sensor ${id}`, at: `/sensors/${i}` })),
  ...loads.map(({ id }, i) => ({ part: `load ${id}`, at: `/loads/${i}` })),
  ...(terminal ? [{ part: 'terminal', at: '/terminal' }] : []),
  ...(printer ? [{ part: 'printer', at: '/printer' }] : []),
]

/** The readers that a machine brings along, and the devices that it is told of. */
const joined = (own: DevicesNamed, told: Devices): DevicesNamed => ({
  ...own,
  ...told,
  scanners: [...(own.scanners ?? []), ...told.scanners],
})
