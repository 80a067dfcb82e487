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

/** Where the things stand of which somebody may know; a condition on a column that names a locker. */
const reached = ({ segment, organization, who }: Asker, column: string) => {
  if (segment !== null)
    return `${column} in (select locker_id from segment_locker where segment_id = '${segment}')`
  return who === 'tenant'
    ? `${column} in (select locker_id from rental where organization_id = '${organization}' and ended_at is null and until_at > now())`
    : 'true'
}

/** Some of everything from anywhere in the tables, of what this one may see. */
export async function officeSamples(
  pool: Pool,
  chance: Prng,
  asker: Asker,
  count: number,
): Promise<OfficeSample[]> {
  const { organization } = asker
  const own = organization === null ? 'true' : `organization_id = '${organization}'`
  const hired =
    organization === null ? 'true' : `reach = 'organization' and reach_of = '{${organization}}'`
  const at = (column: string) => reached(asker, column)
  const some = async <Row extends object = { id: string }>(
    from: string,
    where: string,
    columns = 'id',
  ) => {
    const statement = `select ${columns} from ${from} where ${where} order by hashtext(id::text) limit ${count}`
    return (await pool.query<Row & { id: string }>(statement)).rows
  }
  const rows = {
    activity: await some<{ thing: string; doer: string; at: Date; kind: string }>(
      'activity',
      'doer_id is not null and thing is not null',
      'id, thing, doer_id as doer, doer_kind as kind, at',
    ),
    alarm: await some('alarm', `kind = 'stay.disputed' and ${at('locker_id')}`),
    courier: await some('courier', own),
    customer: await some<{ name: string; phone: string; email: string }>(
      'customer',
      'name is not null',
      'id, name, phone, email',
    ),
    locker: await some<{ location: string; name: string }>(
      'locker',
      at('id'),
      'id, location_id as location, name',
    ),
    tellingLocker: await some(
      'locker',
      `${at('id')} and exists (select from journal where locker_id = locker.id)`,
    ),
    lockerModel: await some('model', `kind = 'locker'`),
    moduleModel: await some('model', `kind = 'module'`),
    offer: await some('offer', `organization_id is null or ${own}`),
    organization: await some(
      'organization',
      organization === null ? 'true' : `id = '${organization}'`,
    ),
    parcel: await some<{
      shipment: string
      label: string
      phone: string
      reference: string | null
    }>(
      `(select p.id, s.id as shipment, p.label, s.recipient_phone as phone, s.reference, s.organization_id, s.locker_id
        from parcel p join shipment s on s.id = p.shipment_id) p`,
      `${own} and ${asker.segment === null ? 'true' : at('locker_id')}`,
      'id, shipment, label, phone, reference',
    ),
    rental: await some('rental', own),
    role: await some(
      'role',
      `exists (select from staff where role_id = role.id and removed_at is null and ${hired})`,
    ),
    segment: await some('segment', 'true'),
    staff: await some('staff', `removed_at is null and not is_emergency and ${hired}`),
    tariff: await some('tariff', `organization_id is null or ${own}`),
    webhook: await some<{ message: string }>(
      `(select distinct on (w.id) w.id, m.id as message, w.organization_id from webhook_endpoint w
        join message m on m.recipient = w.id::text and m.channel = 'webhook' order by w.id) w`,
      own,
      'id, message',
    ),
    cell: await some(
      `(select jsonb_path_query(layout, '$.modules[*].cells[*].id') #>> '{}' as id from locker limit 40) c`,
      'true',
    ),
  }
  return Array.from({ length: count }, () => sampleOf(rows, chance))
}

type Row = { id: string }
type Rows = {
  [T in Exclude<Thing, 'location' | 'message' | 'shipment'> | 'cell']: readonly Row[]
} & {
  activity: readonly (Row & { thing: string; doer: string; at: Date; kind: string })[]
  customer: readonly (Row & { name: string; phone: string; email: string })[]
  locker: readonly (Row & { location: string; name: string })[]
  parcel: readonly (Row & {
    shipment: string
    label: string
    phone: string
    reference: string | null
  })[]
  webhook: readonly (Row & { message: string })[]
}

function sampleOf(rows: Rows, chance: Prng): OfficeSample {
  const one = <T>(of: readonly T[]): T | undefined =>
    of.length === 0 ? undefined : chance.pick(of)
  const [activity, customer, locker] = [one(rows.activity), one(rows.customer), one(rows.locker)]
  const [parcel, webhook] = [one(rows.parcel), one(rows.webhook)]
  const plain = Object.entries(rows).map(([thing, of]) => [
    thing,
    thing === 'cell' ? one(of)?.id : typed(thing as Thing, one(of)?.id),
  ])
  return {
    ...(Object.fromEntries(plain) as OfficeSample),
    activity: typed('activity', activity?.id),
    customer: typed('customer', customer?.id),
    locker: typed('locker', locker?.id),
    parcel: typed('parcel', parcel?.id),
    webhook: typed('webhook', webhook?.id),
    location: typed('location', locker?.location),
    shipment: typed('shipment', parcel?.shipment),
    message: typed('message', webhook?.message),
    customerName: customer?.name ?? '',
    customerPhone: customer?.phone ?? '',
    customerEmail: customer?.email ?? '',
    done: {
      thing: activity?.thing ?? '',
      doer: activity ? idOf(activity.kind === 'staff' ? 'stf' : 'key', activity.doer) : '',
      at: new Date(activity?.at ?? 0).toISOString(),
    },
    label: parcel?.label ?? '',
    phone: parcel?.phone ?? '',
    reference: parcel?.reference ?? 'ORD-0',
    name: locker?.name ?? '',
  }
}

/** '' where there is none of the kind that this one may see: what asks about it is left out. */
const typed = (thing: Thing, id: string | undefined) =>
  id === undefined ? '' : idOf(things[thing], id)
