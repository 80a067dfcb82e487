import { type CustomerId, idOf, type ShipmentId, uuidOf } from '@cubby/kit/ids'
import { type Kysely, sql } from 'kysely'
import { contactKey } from '../activity/details.ts'
import { customerColumns, type CustomerRow } from '../customers/customer-rows.ts'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'
import { shipmentColumns, shipmentOf } from '../store/pg/rows.ts'
import type { ShipmentRow } from '../store/slice.ts'

export type Named = {
  customer?: CustomerId | undefined
  phone?: string | undefined
  email?: string | undefined
}

/** A person as far as we know: accounts, contacts, and the shipments that name one of them. */
export type Person = {
  customers: CustomerRow[]
  phones: string[]
  emails: string[]
  /** Phones and e-mail addresses as the activity mentions them. */
  contacts: string[]
  shipments: ShipmentRow[]
  /** There were more shipments than `atMost`. */
  isCut: boolean
}

/** Finds everything that leads to a person. Accounts and contacts that belong together count as one. */
export async function findPerson(db: Kysely<Db>, named: Named, atMost: number): Promise<Person> {
  const customers = await customersOf(db, named)
  if (
    named.customer !== undefined &&
    !customers.some(({ id }) => idOf('cst', id) === named.customer)
  )
    throw wrongField('/customer', 'not-found', 'there is no such customer')
  const phones = distinct([named.phone, ...customers.map(({ phone }) => phone)])
  const emails = distinct([named.email, ...customers.map(({ email }) => email)].map(lower))
  const rows =
    phones.length + emails.length === 0
      ? []
      : await db
          .selectFrom('shipment')
          .select(shipmentColumns)
          .where(
            sql<boolean>`shipment.id = any(array(
              select id from shipment where recipient_phone = any(${phones})
              union
              select id from shipment where lower(recipient_email) = any(${emails})))`,
          )
          .orderBy('id', 'desc')
          .limit(atMost + 1)
          .execute()
  return {
    customers,
    phones,
    emails,
    contacts: [...phones, ...emails].map(contactKey),
    shipments: rows.slice(0, atMost).map(shipmentOf),
    isCut: rows.length > atMost,
  }
}

async function customersOf(db: Kysely<Db>, { customer, phone, email }: Named) {
  const ways = [
    ...(customer === undefined ? [] : [sql<boolean>`id = ${uuidOf(customer)}`]),
    ...(phone === undefined ? [] : [sql<boolean>`phone = ${phone}`]),
    ...(email === undefined ? [] : [sql<boolean>`lower(email) = ${lower(email)}`]),
  ]
  return db
    .selectFrom('customer')
    .select(customerColumns)
    .where((eb) => eb.or(ways))
    .orderBy('id')
    .execute()
}

const lower = (text: string | null | undefined) => text?.toLowerCase()

const distinct = (texts: readonly (string | null | undefined)[]): string[] => [
  ...new Set(texts.filter((text): text is string => text !== null && text !== undefined)),
]

/** The ids of his shipments as the API tells them. */
export const shipmentsOf = ({ shipments }: Pick<Person, 'shipments'>): ShipmentId[] =>
  shipments.map(({ id }) => id)
