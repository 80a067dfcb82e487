import { AppError } from '@cubby/kit/app-error'
import { days, type Instant, later } from '@cubby/kit/clock'
import { idOf, uuidOf } from '@cubby/kit/ids'
import { erasePerson } from '@cubby/protocol/operations/persons/erase-person'
import { contactKey } from '../activity/details.ts'
import { doneBy } from '../activity/done-by.ts'
import { detailsAbout, eraseDetails } from '../activity/erase-details.ts'
import { eraseCustomers } from '../customers/erase-customers.ts'
import { route } from '../http/route.ts'
import type { ShipmentRow } from '../store/slice.ts'
import { eraseMessages, eraseShipmentContacts, eraseWords } from './erase-contacts.ts'
import { eraseDisputeNotes } from './disputes-of.ts'
import { findPerson, shipmentsOf } from './find-person.ts'

/** Of one call; a depot that gives its own address for everybody is no person. */
const SHIPMENTS_MAX = 10_000

export const erasePersonRoute = route(erasePerson, async (call, ctx) => {
  const { body, trx, now } = call
  const { reason, ...named } = body
  const person = await findPerson(trx, named, SHIPMENTS_MAX)
  if (person.isCut)
    throw new AppError('conflict/state', `more than ${SHIPMENTS_MAX} shipments name this contact`)
  mustBeOver(person.shipments, now)
  const things = person.customers.map(({ id }) => idOf('cst', id))
  const shipments = shipmentsOf(person)
  const uuids = shipments.map(uuidOf)
  const names = [...person.contacts, ...person.customers.flatMap(({ name }) => name ?? [])]
  const disputes = await eraseDisputeNotes(trx, person, names)
  const thingsOf = { things: [...shipments, ...disputes], names }
  const about = { things, thingsOf, contacts: person.contacts }
  const rows = await detailsAbout(trx, about)
  const customers = await eraseCustomers(
    trx,
    person.customers.map(({ id }) => id),
    now,
  )
  const contacts = [...person.phones, ...person.emails, ...person.emails.map(contactKey)]
  const messages = await eraseMessages(trx, { shipments: uuids, contacts }, now)
  const erasedShipments = await eraseShipmentContacts(trx, uuids)
  await eraseWords(trx, uuids, names)
  const operation = 'person.erase'
  const thing = things[0] ?? null
  await eraseDetails(trx, ctx, doneBy(call), rows, { operation, thing, reason, now })
  const after = {
    customers: customers.length,
    shipments: erasedShipments,
    messages,
    activity: rows.length,
  }
  call.changes.push({ thing, before: null, after, isDeed: true })
  return after
})

/** A courier who took a parcel back may bring it once more; after so long he will not. */
const WITHDRAWN_IS_OVER_AFTER = days(60)

/** True when nobody has to be told about the shipment any more. */
const isOver = ({ status, createdAt }: ShipmentRow, now: Instant) =>
  status === 'collected' ||
  status === 'cancelled' ||
  (status === 'withdrawn' && now >= later(createdAt, WITHDRAWN_IS_OVER_AFTER))

function mustBeOver(shipments: readonly ShipmentRow[], now: Instant) {
  const onTheirWay = shipments.filter((shipment) => !isOver(shipment, now))
  if (onTheirWay.length === 0) return
  throw new AppError('conflict/state', 'parcels for this person are still on their way', {
    extra: { shipments: onTheirWay.slice(0, 20).map(({ id }) => id), count: onTheirWay.length },
  })
}
