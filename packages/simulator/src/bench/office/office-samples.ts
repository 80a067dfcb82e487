import { idOf, type IdPrefix } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { Pool } from 'pg'
import type { Asker } from './office-callers.ts'

const things = {
  activity: 'act',
  alarm: 'dsp',
  courier: 'cur',
  customer: 'cst',
  location: 'loc',
  locker: 'lck',
  lockerModel: 'mdl',
  message: 'msg',
  moduleModel: 'mod',
  offer: 'ofr',
  organization: 'org',
  parcel: 'prc',
  rental: 'rnt',
  role: 'rol',
  segment: 'seg',
  shipment: 'shp',
  staff: 'stf',
  tariff: 'trf',
  tellingLocker: 'lck',
  webhook: 'whk',
} as const satisfies Record<string, IdPrefix>
type Thing = keyof typeof things

/** One of each kind that there is, as the API tells of it; and texts by which people look for something. */
export type OfficeSample = Record<Thing | 'cell', string> & {
  customerName: string
  customerPhone: string
  customerEmail: string
  done: { thing: string; doer: string; at: string }
  label: string
  phone: string
  reference: string
  name: string
}

type Kind = Exclude<Thing, 'location' | 'message' | 'shipment'> | 'cell'
type Row = Readonly<Record<string, string>>

/** Some of everything from anywhere in the tables, of what this one may see. */
export async function officeSamples(
  pool: Pool,
  chance: Prng,
  asker: Asker,
  count: number,
): Promise<OfficeSample[]> {
  const rows = new Map<string, readonly Row[]>()
  for (const [kind, { from, where = 'true', columns = 'id' }] of Object.entries(seenBy(asker))) {
    const found = await pool.query<Row>(
      `select ${columns} from ${from} where ${where} order by hashtext(id::text) limit ${count}`,
    )
    rows.set(kind, found.rows)
  }
  const one = (kind: Kind): Row => {
    const of = rows.get(kind) ?? []
    return of.length === 0 ? {} : chance.pick(of)
  }
  return Array.from({ length: count }, () => sampleOf(one))
}

/** Where the things stand of which somebody may know; a condition on a column that names a locker. */
const reached = ({ segment, organization, who }: Asker, column: string) => {
  if (segment !== null)
    return `${column} in (select locker_id from segment_locker where segment_id = '${segment}')`
  return who === 'tenant'
    ? `${column} in (select locker_id from rental where organization_id = '${organization}' and ended_at is null and until_at > now())`
    : 'true'
}

const parcels = `(select p.id, s.id as shipment, p.label, s.recipient_phone as phone, s.reference, s.organization_id, s.locker_id
  from parcel p join shipment s on s.id = p.shipment_id) p`
const webhooks = `(select distinct on (w.id) w.id, m.id as message, w.organization_id from webhook_endpoint w
  join message m on m.recipient = w.id::text and m.channel = 'webhook' order by w.id) w`
const cells = `(select jsonb_path_query(layout, '$.modules[*].cells[*].id') #>> '{}' as id from locker limit 40) c`

/** Of each kind the things that somebody may see. */
function seenBy(asker: Asker): Record<Kind, { from: string; where?: string; columns?: string }> {
  const { organization } = asker
  const ofIts = (condition: string) => (organization === null ? 'true' : condition)
  const own = ofIts(`organization_id = '${organization}'`)
  const hired = ofIts(`reach = 'organization' and reach_of = '{${organization}}'`)
  const at = (column: string) => reached(asker, column)
  return {
    activity: {
      from: 'activity',
      where: 'doer_id is not null and thing is not null',
      columns: 'id, thing, doer_id as doer, doer_kind as kind, at',
    },
    alarm: { from: 'alarm', where: `kind = 'stay.disputed' and ${at('locker_id')}` },
    cell: { from: cells },
    courier: { from: 'courier', where: own },
    customer: { from: 'customer', where: 'name is not null', columns: 'id, name, phone, email' },
    locker: { from: 'locker', where: at('id'), columns: 'id, location_id as location, name' },
    lockerModel: { from: 'model', where: `kind = 'locker'` },
    moduleModel: { from: 'model', where: `kind = 'module'` },
    offer: { from: 'offer', where: `organization_id is null or ${own}` },
    organization: { from: 'organization', where: ofIts(`id = '${organization}'`) },
    parcel: {
      from: parcels,
      where: `${own} and ${asker.segment === null ? 'true' : at('locker_id')}`,
      columns: 'id, shipment, label, phone, reference',
    },
    rental: { from: 'rental', where: own },
    role: {
      from: 'role',
      where: `exists (select from staff where role_id = role.id and removed_at is null and ${hired})`,
    },
    segment: { from: 'segment' },
    staff: { from: 'staff', where: `removed_at is null and not is_emergency and ${hired}` },
    tariff: { from: 'tariff', where: `organization_id is null or ${own}` },
    tellingLocker: {
      from: 'locker',
      where: `${at('id')} and exists (select from journal where locker_id = locker.id)`,
    },
    webhook: { from: webhooks, where: own, columns: 'id, message' },
  }
}

/** One of each kind. '' where there is none that this one may see: what asks about it is left out. */
function sampleOf(one: (kind: Kind) => Row): OfficeSample {
  const typed = (thing: Thing, id: string | undefined) => (id ? idOf(things[thing], id) : '')
  const id = (kind: Exclude<Kind, 'cell'>) => typed(kind, one(kind)['id'])
  const [activity, customer, locker] = [one('activity'), one('customer'), one('locker')]
  const [parcel, webhook] = [one('parcel'), one('webhook')]
  return {
    activity: typed('activity', activity['id']),
    alarm: id('alarm'),
    cell: one('cell')['id'] ?? '',
    courier: id('courier'),
    customer: typed('customer', customer['id']),
    customerName: customer['name'] ?? '',
    customerPhone: customer['phone'] ?? '',
    customerEmail: customer['email'] ?? '',
    done: {
      thing: activity['thing'] ?? '',
      doer: activity['doer']
        ? idOf(activity['kind'] === 'staff' ? 'stf' : 'key', activity['doer'])
        : '',
      at: new Date(activity['at'] ?? 0).toISOString(),
    },
    label: parcel['label'] ?? '',
    location: typed('location', locker['location']),
    locker: typed('locker', locker['id']),
    lockerModel: id('lockerModel'),
    message: typed('message', webhook['message']),
    moduleModel: id('moduleModel'),
    name: locker['name'] ?? '',
    offer: id('offer'),
    organization: id('organization'),
    parcel: typed('parcel', parcel['id']),
    phone: parcel['phone'] ?? '',
    reference: parcel['reference'] ?? 'ORD-0',
    rental: id('rental'),
    role: id('role'),
    segment: id('segment'),
    shipment: typed('shipment', parcel['shipment']),
    staff: id('staff'),
    tariff: id('tariff'),
    tellingLocker: id('tellingLocker'),
    webhook: typed('webhook', webhook['id']),
  }
}
