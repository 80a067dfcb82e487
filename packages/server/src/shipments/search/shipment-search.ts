import { isId, uuidOf } from '@cubby/kit/ids'
import type { listShipments } from '@cubby/protocol/operations/shipments/list-shipments'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { z } from 'zod'
import type { Db } from '../../db/tables.ts'
import { timestamp } from '../../db/tables/column.ts'
import { readTime } from '../../http/told.ts'

type Query = z.infer<(typeof listShipments)['query']>
export type ShipmentFilters = Omit<Query, 'after' | 'limit' | 'sort'>

export type ShipmentsSeen = { organization: string | null; lockers: string[] | null }

/** Shipments that all of the filters let through. UUIDs of what the caller may see; null: all. */
export const filteredShipments = (
  db: Kysely<Db>,
  filters: ShipmentFilters,
  { organization, lockers }: ShipmentsSeen,
) => {
  const { status, locker, carrier, label, reference, phone, q, overdue } = filters
  const { createdFrom: from, createdUntil: until } = filters
  return db
    .selectFrom('shipment')
    .$if(lockers !== null, (s) => s.where(sql<boolean>`locker_id = any(${lockers}::uuid[])`))
    .$if(organization !== null, (s) => s.where('organization_id', '=', organization ?? ''))
    .$if(status !== undefined, (s) => s.where('status', '=', status ?? 'announced'))
    .$if(locker !== undefined, (s) => s.where('locker_id', '=', uuidOf(locker ?? '')))
    .$if(carrier !== undefined, (s) => s.where('carrier_id', '=', uuidOf(carrier ?? '')))
    .$if(reference !== undefined, (s) => s.where('reference', '=', reference ?? ''))
    .$if(phone !== undefined, (s) => s.where('recipient_phone', '=', phone ?? ''))
    .$if(label !== undefined, (s) => s.where(withLabels([label ?? ''])))
    .$if(q !== undefined, (s) => s.where(foundBy(q ?? '')))
    .$if(overdue !== undefined, (s) =>
      s
        .where('overdue_at', 'is not', null)
        // As in the index: nearly all that were ever overdue were collected later.
        .where('status', '<>', 'collected')
        .where('status', 'in', ['overdue', 'disputed']),
    )
    .$if(from !== undefined, (s) => s.where('created_at', '>=', timestamp(readTime(from ?? ''))))
    .$if(until !== undefined, (s) => s.where('created_at', '<', timestamp(readTime(until ?? ''))))
}

const withLabels = (labels: readonly string[]) => sql<boolean>`
  shipment.id in (select shipment_id from parcel where label = any(${labels}) and shipment_id is not null)`

/** What a person has at hand: any number on the label, our or the shop's number, or the recipient's phone. */
function foundBy(text: string): RawBuilder<boolean> {
  if (isId('shp', text)) return sql<boolean>`shipment.id = ${uuidOf(text)}`
  if (isId('prc', text))
    return sql<boolean>`shipment.id = (select shipment_id from parcel where id = ${uuidOf(text)})`
  // Labels are printed in capitals and typed in small letters.
  const spellings = [...new Set([text, text.toUpperCase(), text.replaceAll(' ', '')])]
  const ways = [
    sql`select shipment_id from parcel where label = any(${spellings}) and shipment_id is not null`,
    sql`select id from shipment where reference = any(${spellings})`,
    ...byPhone(text),
  ]
  // Found first, as an array: few they are, though the planner may think of many and read the whole list for them.
  return sql<boolean>`shipment.id = any(array(${sql.join(ways, sql` union `)}))`
}

/** Fewer digits are a code or a house number, and would find half the network. */
const PHONE_DIGITS_MIN = 6

function byPhone(text: string): RawBuilder<unknown>[] {
  if (!/^[+\d][\d ()/.-]*$/.test(text)) return []
  // Without the nought or the double nought that stands for a country at home.
  const digits = text.replaceAll(/\D/g, '').replace(/^0+/, '')
  if (digits.length < PHONE_DIGITS_MIN) return []
  const backwards = `${digits.split('').toReversed().join('')}%`
  return [sql`select id from shipment where reverse(recipient_phone) like ${backwards}`]
}

type Sort = Query['sort']
type Ordered = Pick<Query, 'sort' | 'createdFrom' | 'createdUntil'>
type Order = { by: RawBuilder<unknown>; falling: boolean }

const id = sql`shipment.id`
const orders: Record<Sort, Order> = {
  '-created': { by: id, falling: true },
  created: { by: id, falling: false },
  // As in the indexes of migration 12: what has no such moment comes last.
  '-ready': { by: sql`coalesce(shipment.ready_at, '-infinity'::timestamptz)`, falling: true },
  due: { by: sql`coalesce(shipment.due_at, 'infinity'::timestamptz)`, falling: false },
}

/**
 * In the order of their ids shipments were made one after the other. Within some days of long ago they are found by the moment itself:
 * else all that came later would be looked through.
 */
function orderIn({ sort, createdFrom, createdUntil }: Ordered): Order {
  const order = orders[sort]
  const isWithin = createdFrom !== undefined || createdUntil !== undefined
  return order.by === id && isWithin ? { ...order, by: sql`shipment.created_at` } : order
}

/** The columns to sort by. */
export function orderOf(query: Ordered): RawBuilder<unknown> {
  const { by, falling } = orderIn(query)
  const way = falling ? sql`desc` : sql`asc`
  return by === id ? sql`shipment.id ${way}` : sql`${by} ${way}, shipment.id ${way}`
}

/** Comes later in that order than the shipment named, as it is now. */
export function comesAfter(query: Ordered, shipment: string): RawBuilder<boolean> {
  const { by, falling } = orderIn(query)
  const sign = falling ? sql`<` : sql`>`
  const place = uuidOf(shipment)
  if (by === id) return sql<boolean>`shipment.id ${sign} ${place}`
  // Read first: the planner must see a plain value, or it reads the whole index.
  return sql<boolean>`(${by}, shipment.id) ${sign} (
    (select ${by} from shipment where shipment.id = ${place}), ${place}::uuid)`
}
