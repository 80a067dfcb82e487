import { idOf, uuidOf } from '@cubby/kit/ids'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { mustTakeParcels } from '../service/must-take-parcels.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { rentsOnly } from '../organizations/organization-rows.ts'
import { holdersAt, isKnownTo, rentalsOf } from '../rentals/whose-cells.ts'
import { roomFor, tenancyAt } from './fit/fit.ts'

export const checkShipmentRoute = route(checkShipment, async ({ body, caller, trx, now }) => {
  const organization = organizationFor(caller, body.organization)
  const { kind } = await organizationExists(trx, organization)
  const id = uuidOf(body.locker)
  const locker = await trx
    .selectFrom('locker')
    .select(['layout', 'service'])
    .where('id', '=', id)
    .where(isKnownTo(organization, now))
    .executeTakeFirst()
  if (!locker) throw wrongField('/locker', 'not-found', 'there is no such locker')
  mustTakeParcels(locker.service)
  const mirror = await trx
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', id)
    .execute()
  const states = new Map(mirror.map((row) => [idOf('cel', row.cell_id), row.state]))
  const holders = await holdersAt(trx, id)
  const asking = idOf('org', organization)
  const tenancy = tenancyAt(locker.layout, asking, {
    rentals: await rentalsOf(trx, id, now),
    rentsOnly: rentsOnly(kind),
    now,
    holderOf: (cell) => holders.get(cell) ?? null,
  })
  const rooms = roomFor(tenancy, (cell) => states.get(cell), body.parcels, asking)
  return {
    fits: rooms.every(({ why }) => why !== 'too-big'),
    roomNow: rooms.every(({ why }) => why === null),
    parcels: rooms,
  }
})
