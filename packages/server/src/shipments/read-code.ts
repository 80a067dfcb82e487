import { shipmentCan } from '@cubby/domain/shipments/status'
import { AppError } from '@cubby/kit/app-error'
import { isoTime } from '@cubby/kit/clock'
import { idOf } from '@cubby/kit/ids'
import { newNonce } from '@cubby/keys/secrets'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { route } from '../http/route.ts'
import { shipmentSeen } from './shipment-rows.ts'

export const readCodeRoute = route(readCode, async ({ params, caller, trx }, ctx) => {
  const { row } = await shipmentSeen(trx, caller, params.shipment)
  const right = await trx
    .selectFrom('pickup_right')
    .select(['id', 'code_sealed', 'valid_from', 'valid_until'])
    .where('shipment_id', '=', row.id)
    .where('revoked_at', 'is', null)
    .orderBy('id', 'desc')
    .executeTakeFirst()
  if (!right || !shipmentCan('read-code', row.status))
    throw new AppError('conflict/state', `a shipment that is ${row.status} has no code`, {
      extra: { status: row.status },
    })
  const grant = idOf('grn', right.id)
  const locker = idOf('lck', row.locker_id)
  const { valid_from: validFrom, valid_until: validUntil } = right
  return {
    code: inFours(ctx.keys.unsealCode(grant, right.code_sealed)),
    qr: ctx.keys.qr({ locker, grant, validFrom, validUntil, nonce: newNonce() }),
    validFrom: isoTime(validFrom),
    validUntil: isoTime(validUntil),
  }
})

/** Eight digits are read and typed as two groups of four. */
const inFours = (code: string) => code.match(/.{1,4}/g)?.join('-') ?? code
