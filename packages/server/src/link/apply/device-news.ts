import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Draft } from '../../store/draft.ts'
import type { PlacedEntry } from './read-entry.ts'

/** Parts that are named in the devices of a machine; what else may be faulty ends with no entry. */
const isDevice = /^((sensor|scanner|load) [a-z0-9][a-z0-9-]{0,39}|terminal|printer)$/

/** What an entry says of the devices of its machine. */
export function noteDevices(
  draft: Draft,
  { locker, trueAt: at, body }: PlacedEntry & { body: EntryBody },
) {
  if (body.type === 'device.configured') draft.devices.push({ locker, at, version: body.version })
  if (body.type !== 'device.fault' && body.type !== 'device.recovered') return
  const { part, code } = body
  if (isDevice.test(part))
    draft.devices.push({ locker, at, part, code, isOver: body.type === 'device.recovered' })
}
