import type { ShipmentId } from '@cubby/kit/ids'
import type { AppContext } from '../context.ts'
import { found } from '../http/told.ts'
import { applyEnv, Draft } from '../store/draft.ts'
import { nothingWanted, type ShipmentRow } from '../store/slice.ts'
import type { Work } from '../store/work.ts'

/** A draft of one shipment, locked, and what it holds of it; 404 when whoever asks may not see it. */
export async function shipmentDraft(
  work: Pick<Work, 'tx' | 'now'>,
  ctx: Pick<AppContext, 'ids' | 'keys'>,
  id: ShipmentId,
  maySee: (shipment: ShipmentRow) => boolean,
): Promise<{ draft: Draft; shipment: ShipmentRow }> {
  const slice = await work.tx.load({ ...nothingWanted(), shipments: [id] })
  const row = slice.shipments.get(id)
  const shipment = found(row && maySee(row) ? row : null, 'shipment')
  return { draft: new Draft(slice, applyEnv(ctx, work.now)), shipment }
}
