import type { LockerId } from '@cubby/kit/ids'
import { setDevices } from '@cubby/protocol/operations/devices/set-devices'
import type { ApiClient } from '@cubby/testing/network/api-client'

const serial = (name: string) => ({ kind: 'serial' as const, path: `/dev/serial/by-id/${name}` })

/** One device of every kind on a machine that is being put up, and two that do not answer on one that runs. */
export async function devicesToSee(operator: ApiClient, planned: LockerId, running: LockerId) {
  await operator.call(setDevices, {
    params: { locker: planned },
    body: {
      version: 0,
      devices: {
        scanners: [
          { id: 'label', side: 'front', line: serial('usb-reader'), family: 'honeywell-menu' },
        ],
        sensors: [
          {
            id: 'cold-column',
            model: 'xy-md02',
            line: serial('usb-rs485'),
            address: 1,
            thresholds: [{ measure: 'temperature', least: 2, most: 8 }],
          },
          { id: 'power', model: 'nut-ups', ups: 'main', thresholds: [{ measure: 'on-mains', least: 1 }] },
        ],
        terminal: {
          model: 'zvt',
          currency: 'EUR',
          link: { kind: 'tcp', host: '192.168.8.20', port: 20_007 },
          settings: { password: '000000' },
        },
        printer: { line: { kind: 'tcp', host: '192.168.8.21', port: 9_100 }, codePage: 'cp866' },
        loads: [
          { id: 'sign', kind: 'light', board: 'relays', channel: 0, light: { when: 'hours', from: '18:00', to: '06:30' } },
          { id: 'warm', kind: 'heater', board: 'relays', channel: 1, heat: { sensor: 'cold-column', onBelow: 3, offAbove: 5 } },
        ],
      },
    },
  }) // prettier-ignore
  await operator.call(setDevices, {
    params: { locker: running },
    body: {
      version: 0,
      devices: {
        sensors: [
          { id: 'air', model: 'ds18b20', device: '28-0316a2795fff', everySeconds: 5 },
          { id: 'power', model: 'nut-ups', ups: 'main', port: 3_499, everySeconds: 5 },
        ],
      },
    },
  })
}
