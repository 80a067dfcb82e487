import { cellsOf, type Layout } from '@cubby/domain/cells/layout'
import type { Devices } from '@cubby/domain/machine/devices/devices'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import { type LockerId, uuidOf } from '@cubby/kit/ids'
import { type CopiedDevices, copyDevices } from '@cubby/protocol/operations/devices/copy-devices'
import { type Call, route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import type { ServerKeys } from '../keys/server-keys.ts'
import { lockMachine, type Machine, readMachine } from '../service/machine-rows.ts'
import { problemsOf } from './check-devices.ts'
import { apart, type KeptDevices, readKept, saveDevices } from './device-rows.ts'

export const copyDevicesRoute = route(copyDevices, async (call, { keys }) => {
  const { params, body, trx } = call
  const at = body.to.indexOf(params.locker)
  if (at >= 0) throw wrongField(`/to/${at}`, 'same', 'it has these devices')
  const from = await readMachine(trx, params.locker)
  const source = must((await readKept(trx, keys, [from.id])).get(from.id), 'asked for')
  if (source.version === 0)
    throw new AppError('conflict/state', 'no devices are set for this locker yet')
  // In the order of their ids: two people who copy at once wait for each other, and never in a ring.
  const targets = [...new Set(body.to)].sort()
  const names = await namesOf(call, targets)
  const results: CopiedDevices[] = []
  for (const id of targets) {
    const result = await copyTo(call, keys, { from, source }, id)
    results.push({ locker: id, name: names.get(uuidOf(id)) ?? '', ...result })
  }
  return { results }
})

type Source = { from: Machine; source: KeptDevices }

async function copyTo(
  call: Call<typeof copyDevices>,
  keys: ServerKeys,
  { from, source }: Source,
  to: LockerId,
): Promise<Pick<CopiedDevices, 'outcome' | 'problems'>> {
  const machine = await lockMachine(call.trx, to)
  const before = must((await readKept(call.trx, keys, [to])).get(to), 'asked for')
  const { terminal } = source.devices
  const settings = { ...terminal?.settings, ...source.secrets }
  const devices = movedTo(machine.layout, from.layout, {
    ...source.devices,
    ...(terminal ? { terminal: { ...terminal, settings } } : {}),
  })
  const problems =
    machine.service === 'retired'
      ? [{ pointer: '', code: 'retired', detail: 'this locker is retired' }]
      : problemsOf(devices, machine)
  if (problems.length > 0) return { outcome: 'refused', problems }
  const next = apart(devices)
  if (isSame(before, next)) return { outcome: 'unchanged', problems }
  await saveDevices(call, keys, before, next)
  return { outcome: 'copied', problems }
}

const isSame = (one: Pick<KeptDevices, 'devices' | 'secrets'>, other: typeof one) =>
  canonicalJson([one.devices, one.secrets]) === canonicalJson([other.devices, other.secrets])

/** Sockets at the cells of the same name; where there is none they stay at a cell that is not here, which is then told. */
function movedTo(layout: Layout, from: Layout, devices: Devices): Devices {
  const names = new Map(cellsOf(from).map(({ id, name }) => [id as string, name]))
  const cells = new Map(cellsOf(layout).map(({ id, name }) => [name, id]))
  return {
    ...devices,
    loads: devices.loads.map((load) => {
      const there = load.cell && cells.get(names.get(load.cell) ?? '')
      return there ? { ...load, cell: there } : load
    }),
  }
}

async function namesOf({ trx }: Call<typeof copyDevices>, lockers: readonly LockerId[]) {
  const rows = await trx
    .selectFrom('locker')
    .select(['id', 'name'])
    .where('id', 'in', lockers.map(uuidOf))
    .execute()
  const missing = lockers.filter((each) => !rows.some(({ id }) => id === uuidOf(each)))
  if (missing.length > 0) throw wrongField('/to', 'unknown', `there is no locker ${missing[0]}`)
  return new Map(rows.map(({ id, name }) => [id, name]))
}
