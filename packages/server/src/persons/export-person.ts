import { idOf, uuidOf } from '@cubby/kit/ids'
import { exportPerson } from '@cubby/protocol/operations/persons/export-person'
import type { PersonExport } from '@cubby/protocol/operations/persons/person-shapes'
import { type Kysely, sql } from 'kysely'
import { activityColumns, doerOf, toldActivity } from '../activity/activity-rows.ts'
import { toldCustomer } from '../customers/customer-rows.ts'
import type { Db } from '../db/tables.ts'
import { toldDisputes } from '../disputes/dispute-rows.ts'
import { route } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import { namesOf } from '../lists/doers.ts'
import { messageColumns, toldMessage } from '../messages/message-rows.ts'
import { parcelsByShipment, toldShipment } from '../shipments/shipment-rows.ts'
import { disputesOf } from './disputes-of.ts'
import { findPerson, type Person, shipmentsOf } from './find-person.ts'

/** Of each kind; who has more gets the latest, and is told so. */
const ROWS_MAX = 2_000

export const exportPersonRoute = route(exportPerson, async ({ body, trx }) => {
  const person = await findPerson(trx, body, ROWS_MAX)
  const { customers, shipments, phones, emails } = person
  const parcels = await parcelsByShipment(trx, shipmentsOf(person))
  const messages = await messagesOf(trx, person)
  const disputes = await disputesOf(trx, person, ROWS_MAX + 1)
  const activity = await activityOf(trx, person)
  return {
    person: { phones, emails },
    customers: customers.map(toldCustomer),
    shipments: shipments.map((row) => toldShipment(row, parcels.get(row.id) ?? [])),
    stays: staysOf(parcels),
    messages: messages.slice(0, ROWS_MAX).map((row) => toldMessage(row, null)),
    disputes: await toldDisputes(trx, disputes.slice(0, ROWS_MAX)),
    activity: activity.slice(0, ROWS_MAX),
    isCut: person.isCut || [messages, disputes, activity].some(({ length }) => length > ROWS_MAX),
  }
})

const staysOf = (parcels: Awaited<ReturnType<typeof parcelsByShipment>>): PersonExport['stays'] =>
  [...parcels.values()].flat().flatMap(({ id, shipment, locker, cell, storedAt, collectedAt }) =>
    storedAt === null || shipment === null
      ? []
      : [
          {
            parcel: id,
            shipment,
            locker,
            cell,
            storedAt: toldTime(storedAt),
            collectedAt: toldTime(collectedAt),
          },
        ],
  )

function messagesOf(db: Kysely<Db>, person: Person) {
  const shipments = shipmentsOf(person).map(uuidOf)
  const contacts = [...person.phones, ...person.emails]
  return db
    .selectFrom('message')
    .select(messageColumns)
    .where('channel', '<>', 'webhook')
    .where(
      sql<boolean>`message.id = any(array(
        select id from message where shipment_id = any(${shipments}::uuid[])
        union
        select id from message where recipient <> '' and channel <> 'webhook'
          and recipient = any(${contacts})))`,
    )
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(ROWS_MAX + 1)
    .execute()
}

async function activityOf(db: Kysely<Db>, person: Person) {
  const customers = person.customers.map(({ id }) => idOf('cst', id))
  const things = [...customers, ...shipmentsOf(person)]
  const rows = await db
    .selectFrom('activity')
    .select(activityColumns)
    .where(
      sql<boolean>`activity.id = any(array(
        select id from activity where thing = any(${things})
        union
        select id from activity where mentions && ${person.contacts}))`,
    )
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(ROWS_MAX + 1)
    .execute()
  const nameOf = await namesOf(db, rows.map(doerOf))
  return rows.map((row) => toldActivity(row, nameOf, null))
}
