import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Listeners } from '@cubby/drivers/lines/line'
import type { KernelShell } from '../locker/kernel-shell.ts'
import { Faults } from './faults.ts'
import { MachineDevices, type MachineDevicesOptions, type Scanned } from './machine-devices.ts'

/** What hangs on the machine beside the locks; nothing until somebody says what there is. */
export function assembleDevices(
  parts: Omit<MachineDevicesOptions, 'faults' | 'onScan' | 'onChange'> & {
    shell: KernelShell
    scans: Listeners<[Scanned]>
    devicesChanged: Listeners<[]>
  },
  undo: AsyncDisposableStack,
): MachineDevices {
  const { clock, log, shell, scans, state, devicesChanged } = parts
  const record = (bodies: readonly EntryBody[]) => shell.record(bodies)
  const faults = undo.use(new Faults({ clock, log, record, state }))
  const devices: MachineDevices = undo.use(
    new MachineDevices({
      ...parts,
      faults,
      onScan: (scanned) => {
        devices.attended()
        scans.call(scanned)
      },
      onChange: () => devicesChanged.call(),
    }),
  )
  shell.onChange(() => devices.look())
  return devices
}
