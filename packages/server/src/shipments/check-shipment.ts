import { idOf, uuidOf } from '@cubby/kit/ids'
import { checkShipment } from '@cubby/protocol/operations/shipments/check-shipment'
import { organizationFor } from '../http/caller.ts'
import { route } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import { mustTakeParcels } from '../service/must-take-parcels.ts'
import { organizationExists } from '../organizations/organization-exists.ts'
import { roomFor } from './fit.ts'

export const checkShipmentRoute = route(checkShipment, async ({ body, caller, trx }) => {
  const organization = organizationFor(caller, body.organization)
  await organizationExists(trx, organization)
  const id = uuidOf(body.locker)
  const locker = await trx
    .selectFrom('locker')
    .select(['layout', 'service'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!locker) throw wrongField('/locker', 'not-found', 'there is no such locker')
  mustTakeParcels(locker.service)
  const mirror = await trx
    .selectFrom('cell_mirror')
    .select(['cell_id', 'state'])
    .where('locker_id', '=', id)
    .execute()
  const states = new Map(mirror.map((row) => [idOf('cel', row.cell_id), row.state]))
  const rooms = roomFor(
    locker.layout,
    (cell) => states.get(cell),
    body.parcels,
    idOf('org', organization),
  )
  return {
    fits: rooms.every(({ why }) => why !== 'too-big'),
    roomNow: rooms.every(({ why }) => why === null),
    parcels: rooms,
  }
})
