import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const shipmentLists = defineMigration({
  id: 12,
  name: 'shipment-lists',
  // Older servers only lose speed.
  oldestSafeServer: 5,
  // Plain, like those of step 9, and as long.
  up: sql`
    -- The orders in which staff look at shipments; what has no such moment comes last.
    create index if not exists shipment_by_ready on shipment (coalesce(ready_at, '-infinity'::timestamptz), id);
    create index if not exists shipment_by_due on shipment (coalesce(due_at, 'infinity'::timestamptz), id);
    create index if not exists shipment_by_creation on shipment (created_at, id);
    create index if not exists shipment_by_carrier on shipment (carrier_id, id) where carrier_id is not null;
    -- People say the end of a phone number, or the whole without its country.
    create index if not exists shipment_by_phone_end on shipment (reverse(recipient_phone) text_pattern_ops)
      where recipient_phone is not null;
    create index if not exists shipment_overdue on shipment (id) where overdue_at is not null and status <> 'collected';
    -- What came and went today. Parcels lie in the order of their announcement, so a summary per block finds the last
    -- days, and costs the locker's entries nothing.
    create index if not exists parcel_by_storing on parcel using brin (stored_at) with (autosummarize = on);
    create index if not exists parcel_by_collecting on parcel using brin (collected_at) with (autosummarize = on);
  `,
})
