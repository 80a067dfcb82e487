import { zones } from '@cubby/domain/cells/layout'
import { id, label, size, text } from '@cubby/domain/shapes'
import { parcelStatuses, shipmentStatuses } from '@cubby/domain/shipments/status'
import { limits } from '@cubby/kit/limits'
import { z } from 'zod'
import { email, locale, phone, toldMoment } from '../../wire.ts'

/** A parcel as a shop tells of it. Measures in millimetres, mass in grams. */
export const newParcel = z.strictObject({
  label,
  /** Outer size; left out: the courier chooses the cell. */
  size: size.nullable().default(null),
  grams: z.int().min(0).max(limits.parcelGramsMax),
  zone: z.enum(zones).default('ambient'),
  /** Must be reachable from a wheelchair. */
  lowCell: z.boolean().default(false),
})
export type NewParcel = z.infer<typeof newParcel>

export const reference = text(limits.labelCharsMax)

export const newRecipient = z.strictObject({
  email: email.nullable().default(null),
  phone: phone.nullable().default(null),
  locale: locale.default('en'),
})

export const statusMeaning = z.strictObject({
  /** Who has the goods. */
  holder: z.enum(['sender', 'courier', 'locker', 'recipient', 'nobody']),
  final: z.boolean(),
  billable: z.boolean(),
  next: z.array(z.enum(shipmentStatuses)),
  meaning: z.string(),
})

export const parcelReply = z.strictObject({
  id: id('prc'),
  shipment: id('shp').nullable(),
  organization: id('org'),
  locker: id('lck'),
  label: z.string(),
  size: z.strictObject({ height: z.int(), width: z.int(), depth: z.int() }).nullable(),
  grams: z.int(),
  zone: z.enum(zones),
  lowCell: z.boolean(),
  status: z.enum(parcelStatuses),
  /** The cell in which it lies; null: in none. */
  cell: id('cel').nullable(),
  storedAt: toldMoment.nullable(),
  collectedAt: toldMoment.nullable(),
  createdAt: toldMoment,
})
export type ParcelReply = z.infer<typeof parcelReply>

export const shipment = z.strictObject({
  id: id('shp'),
  organization: id('org'),
  carrier: id('org').nullable(),
  locker: id('lck'),
  reference: z.string().nullable(),
  recipient: z.strictObject({
    email: z.string().nullable(),
    phone: z.string().nullable(),
    locale: z.string(),
  }),
  status: z.enum(shipmentStatuses),
  meaning: statusMeaning,
  parcels: z.array(parcelReply),
  createdAt: toldMoment,
  /** All parcels were inside for the first time. */
  readyAt: toldMoment.nullable(),
  /** When storage ends; null before it began. */
  dueAt: toldMoment.nullable(),
  extensions: z.int(),
  extensionsMax: z.int(),
  overdueAt: toldMoment.nullable(),
  collectedAt: toldMoment.nullable(),
  cancelledAt: toldMoment.nullable(),
  cancelReason: z.string().nullable(),
})
export type ShipmentReply = z.infer<typeof shipment>

/** One line of a custody timeline: what happened to a parcel, who did it, and the journal entry that says so. */
export const custodyEvent = z.strictObject({
  id: id('evt'),
  parcel: id('prc'),
  at: toldMoment,
  kind: z.string(),
  locker: id('lck').nullable(),
  cell: id('cel').nullable(),
  stay: id('sty').nullable(),
  actor: z.strictObject({
    kind: z.enum(['courier', 'recipient', 'key', 'staff', 'rule']),
    /** The courier, grant, key or person of the staff, or the rule's name. */
    ref: z.string(),
  }),
  detail: z.record(z.string(), z.unknown()),
  entry: z.strictObject({ journal: id('jrn'), seq: z.int() }).nullable(),
})
export const timeline = z.strictObject({ events: z.array(custodyEvent) })
export type CustodyEventReply = z.infer<typeof custodyEvent>
