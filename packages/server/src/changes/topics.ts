import { type CellId, idOf, type LockerId, type OrganizationId } from '@cubby/kit/ids'
import type { Topic } from '@cubby/protocol/changes'
import type { Difference } from '../store/difference.ts'

/** Topics of which an organization hears what is its own. */
type OwnTopic = 'shipments' | 'messages' | `locker:${LockerId}`

/** The stream on which screens of the network operator hear that they should look again. Lockers hear of none of them. */
export const officeStream = (topic: Topic) => `o:${topic}`

/** The same for screens of one organization: told of its own things only. */
export const ownStream = (organization: OrganizationId, topic: OwnTopic) =>
  `o:${organization}:${topic}`

/** The same for screens of staff who reach some lockers: told of what is at this one. */
export const lockerStream = (locker: LockerId, topic: 'shipments' | 'alarms' | 'disputes') =>
  `o:${locker}:${topic}`

/** The same for whoever may know of a machine: how it is called, where it stands, whether it works; nothing of what is inside. */
export const machineStream = (topic: 'lockers' | `locker:${LockerId}`) => `o:any:${topic}`

/** The same for whoever rents a cell: told of what is in it and of its door, whosever it was before. */
export const cellStream = (cell: CellId) => `o:${cell}`

/** True for such a stream. */
export const isOfficeStream = (stream: string) => stream.startsWith('o:')

/** What to poke when something about these machines has changed that everybody may know who knows of them. */
export const machineNews = (lockers: readonly LockerId[]): string[] => [
  officeStream('lockers'),
  machineStream('lockers'),
  ...lockers.flatMap((locker) => [
    officeStream(`locker:${locker}`),
    machineStream(`locker:${locker}`),
  ]),
]

/** What screens should look at again after this was saved. */
export function topicsIn(difference: Difference): string[] {
  const topics = new Set<Topic>()
  for (const { locker } of difference.cells) topics.add(`locker:${locker}`)
  for (const { locker } of difference.alarms) topics.add(`locker:${locker}`)
  for (const { locker } of difference.devices) topics.add(`locker:${locker}`)
  for (const { locker } of difference.newCommands) topics.add(`locker:${locker}`)
  for (const { locker } of difference.commands) topics.add(`locker:${locker}`)
  if (topics.size > 0) topics.add('lockers')
  for (const { id } of difference.shipments) topics.add(`shipment:${id}`)
  for (const { shipment } of [...difference.newParcels, ...difference.parcels])
    if (shipment) topics.add(`shipment:${shipment}`)
  if (difference.shipments.length > 0 || difference.newParcels.length > 0) topics.add('shipments')
  if (difference.messages.length > 0) topics.add('messages')
  if (difference.alarms.length > 0) topics.add('alarms')
  if (difference.alarms.some(({ kind }) => kind === 'stay.disputed')) topics.add('disputes')
  return [...[...topics].map(officeStream), ...ownNews(difference)]
}

/** The same for screens that may not hear of everything: by whose it is, and by where it is. */
function ownNews({
  cells,
  shipments,
  newParcels,
  parcels,
  stays,
  messages,
  alarms,
}: Difference): Set<string> {
  const streams = new Set<string>()
  for (const { cell } of cells) streams.add(cellStream(cell))
  for (const { organization, locker } of [...shipments, ...newParcels, ...parcels]) {
    streams.add(ownStream(organization, 'shipments'))
    streams.add(lockerStream(locker, 'shipments'))
  }
  // Whoever carries it does not see the shipment, but where it lies.
  for (const { carrier, locker } of shipments)
    if (carrier !== null) streams.add(ownStream(carrier, `locker:${locker}`))
  for (const { locker, stay } of stays)
    streams.add(ownStream(stay.organization, `locker:${locker}`))
  for (const { organization } of messages)
    streams.add(ownStream(idOf('org', organization), 'messages'))
  for (const { locker, kind } of alarms) {
    streams.add(lockerStream(locker, 'alarms'))
    if (kind === 'stay.disputed') streams.add(lockerStream(locker, 'disputes'))
  }
  return streams
}
