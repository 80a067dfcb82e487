import { shipmentCan } from '@cubby/domain/shipments/status'
import { isoTime } from '@cubby/kit/clock'
import { newNonce } from '@cubby/keys/secrets'
import { readCode } from '@cubby/protocol/operations/shipments/read-code'
import { route } from '../http/route.ts'
import { refusalOf } from './rules/must-allow.ts'
import { shipmentSeen } from './shipment-rows.ts'

export const readCodeRoute = route(readCode, async ({ params, caller, trx, tx }, ctx) => {
  const { shipment } = await shipmentSeen(trx, caller, params.shipment)
  const right = await tx.sealedRight(shipment.id)
  if (!right || !shipmentCan('read-code', shipment.status)) throw refusalOf('read-code', shipment)
  const { id: grant, locker, validFrom, validUntil } = right
  return {
    code: inFours(ctx.keys.unsealCode(grant, right.codeSealed)),
    qr: ctx.keys.qr({ locker, grant, validFrom, validUntil, nonce: newNonce() }),
    validFrom: isoTime(validFrom),
    validUntil: isoTime(validUntil),
  }
})

/** Eight digits are read and typed as two groups of four. */
const inFours = (code: string) => code.match(/.{1,4}/g)?.join('-') ?? code
