import { grantLife } from '@cubby/domain/processes/compile'
import { assert } from '@cubby/kit/assert'
import { type Instant, later } from '@cubby/kit/clock'
import { newCode } from '@cubby/keys/secrets'
import type { AppContext } from '../context.ts'
import type { RightRow, ShipmentRow } from '../store/slice.ts'
import type { StoreTransaction } from '../store/store.ts'

/** With 8 digits and 512 live codes a draw is taken already once in 200,000 times. */
const DRAWS_MAX = 20

/** `drawCode`: where codes come from, when not from real chance. */
export type DrawsCodes = Pick<AppContext, 'ids' | 'keys'> & {
  drawCode?: (digits: number) => string
}

/**
 * Draws a code that opens nothing else at this locker, and keeps it encrypted. The store decides, so two
 * announcements at the same moment cannot get the same one.
 */
export async function drawPickupRight(
  tx: Pick<StoreTransaction, 'keepRight'>,
  ctx: DrawsCodes,
  { id: shipment, locker, rules }: ShipmentRow,
  now: Instant,
): Promise<RightRow> {
  const id = ctx.ids.mint('grn')
  const { codeDigits } = rules
  for (let draws = 0; draws < DRAWS_MAX; draws++) {
    const code = (ctx.drawCode ?? newCode)(codeDigits)
    const codeVerifier = ctx.keys.codeVerifier(locker, code)
    const right = { id, shipment, codeVerifier, validFrom: now, validUntil: later(now, grantLife) }
    const codeSealed = ctx.keys.sealCode(id, code)
    if (await tx.keepRight({ ...right, locker, codeSealed }, now)) return right
  }
  assert(false, `no free code of ${codeDigits} digits in ${DRAWS_MAX} draws`)
}
