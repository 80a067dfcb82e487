import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Listeners } from '@cubby/drivers/lines/line'
import type { EdgeDirectory } from '../feed/edge-directory.ts'
import type { KernelShell } from '../locker/kernel-shell.ts'
import { type HardwareSource, writtenWiring } from '../locker/locks.ts'
import type { MachineKeeper } from '../locker/machine-keeper.ts'
import type { EdgeDisk } from '../store/edge-disk.ts'
import type { Identity } from '../store/identity.ts'
import { DevicesKeeper } from './devices-keeper.ts'
import { Faults } from './faults.ts'
import {
  type DevicesNamed,
  MachineDevices,
  type MachineDevicesOptions,
  type Scanned,
} from './machine-devices.ts'

/** What hangs on the machine beside the locks; nothing until somebody says what there is. */
export function assembleDevices(
  options: { hardware: HardwareSource; devices?: DevicesNamed; areDevicesWritten?: boolean },
  known: Omit<MachineDevicesOptions, 'faults' | 'onScan' | 'onChange'> & {
    disk: EdgeDisk
    identity: Identity
    directory: EdgeDirectory
    machine: MachineKeeper
    shell: KernelShell
    scans: Listeners<[Scanned]>
    devicesChanged: Listeners<[]>
  },
  undo: AsyncDisposableStack,
) {
  const { shell, scans, devicesChanged, identity, machine } = known
  const record = (bodies: readonly EntryBody[]) => shell.record(bodies)
  const faults = undo.use(new Faults({ ...known, record }))
  const devices: MachineDevices = undo.use(
    new MachineDevices({
      ...known,
      faults,
      onScan: (scanned) => {
        devices.attended()
        scans.call(scanned)
      },
      onChange: () => devicesChanged.call(),
    }),
  )
  shell.onChange(() => devices.look())
  const named = new DevicesKeeper({
    ...known,
    devices,
    faults,
    record,
    own: options.devices ?? {},
    isWritten: options.areDevicesWritten ?? false,
    enrolled: () => identity.enrolled,
    wiring: () => machine.known().wiring ?? writtenWiring(options.hardware),
  })
  return { devices, named }
}
