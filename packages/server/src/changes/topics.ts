import type { Topic } from '@cubby/protocol/changes'
import type { Difference } from '../store/difference.ts'

/** The stream on which screens of the back office hear that they should look again. Lockers hear of none of them. */
export const officeStream = (topic: Topic) => `o:${topic}`

/** True for such a stream. */
export const isOfficeStream = (stream: string) => stream.startsWith('o:')

/** The topic of such a stream. */
export const topicOf = (stream: string) => stream.slice(2) as Topic

/** What screens should look at again after this was saved. */
export function topicsIn(difference: Difference): string[] {
  const topics = new Set<Topic>()
  for (const { locker } of difference.cells) topics.add(`locker:${locker}`)
  for (const { locker } of difference.alarms) topics.add(`locker:${locker}`)
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
  return [...topics].map(officeStream)
}
