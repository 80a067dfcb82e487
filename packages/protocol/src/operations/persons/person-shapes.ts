import { id } from '@cubby/domain/shapes'
import { z } from 'zod'
import { email, phone } from '../../wire.ts'
import { activityRow } from '../activity/activity-shapes.ts'
import { customer } from '../customers/customer-shapes.ts'
import { dispute } from '../disputes/dispute-shapes.ts'
import { message } from '../messages/message-shapes.ts'
import { shipment } from '../shipments/shipment-shapes.ts'

/** Who is meant: by one of these, or by all that are known to be the same person's. */
export const whichPerson = z
  .strictObject({
    customer: id('cst').optional(),
    phone: phone.optional(),
    email: email.optional(),
  })
  .refine(
    ({ customer: account, phone: number, email: address }) =>
      account !== undefined || number !== undefined || address !== undefined,
    { error: 'name a customer, a phone number or an e-mail address' },
  )
  .meta({ examples: [{ phone: '+4915112345678' }] })

/** Everything that is kept about a person. Lists are cut where `isCut` says so. */
export const personExport = z.strictObject({
  person: z.strictObject({ phones: z.array(z.string()), emails: z.array(z.string()) }),
  customers: z.array(customer),
  shipments: z.array(shipment),
  /** When what lay in which cell. */
  stays: z.array(
    z.strictObject({
      parcel: id('prc'),
      shipment: id('shp'),
      locker: id('lck'),
      cell: id('cel').nullable(),
      storedAt: z.string().nullable(),
      collectedAt: z.string().nullable(),
    }),
  ),
  messages: z.array(message),
  /** About his parcels, or with a contact of his in the note. */
  disputes: z.array(dispute),
  activity: z.array(activityRow),
  isCut: z.boolean(),
})
export type PersonExport = z.infer<typeof personExport>

/** How many rows lost what told of the person. */
export const erased = z.strictObject({
  customers: z.int(),
  shipments: z.int(),
  messages: z.int(),
  activity: z.int(),
})
export type Erased = z.infer<typeof erased>
