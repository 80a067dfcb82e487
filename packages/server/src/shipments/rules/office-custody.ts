import { uuidOf } from '@cubby/kit/ids'
import type { Actor } from '../../db/tables/shipment-tables.ts'
import type { Draft } from '../../store/draft.ts'
import type { ParcelRow } from '../../store/slice.ts'

/** Notes what the server itself did to a parcel; what lockers did comes from their journals. */
export function officeCustody(
  draft: Draft,
  parcel: ParcelRow,
  event: { kind: string; actor: Actor; detail?: Record<string, unknown> },
) {
  draft.custody.push({
    id: uuidOf(draft.env.ids.mint('evt')),
    parcel: parcel.id,
    at: draft.env.now,
    kind: event.kind,
    locker: parcel.locker,
    cell: null,
    stay: null,
    actor: event.actor,
    detail: event.detail ?? {},
    journal: null,
    seq: null,
  })
}
