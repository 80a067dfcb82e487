import { idPattern } from '@cubby/kit/ids'
import { z } from 'zod'

/** What may have changed, for screens that look again: never what it changed to. */
const wholeTopics = ['lockers', 'shipments', 'messages', 'alarms', 'disputes'] as const

export const topicName = z.union([
  z.enum(wholeTopics),
  z.string().regex(new RegExp(`^(locker:lck|shipment:shp)_${idPattern.source}$`)),
])
export type Topic = (typeof wholeTopics)[number] | `locker:lck_${string}` | `shipment:shp_${string}`

/** The data of an event `changed`. */
export const changed = z.strictObject({ topics: z.array(topicName) })
export type Changed = z.infer<typeof changed>
