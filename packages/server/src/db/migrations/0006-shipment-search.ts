import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const shipmentSearch = defineMigration({
  id: 6,
  name: 'shipment-search',
  // Older servers only lose speed.
  oldestSafeServer: 5,
  up: sql`
    -- Support looks for a person's shipment over all organizations, and wants the latest first.
    create index shipment_by_phone on shipment (recipient_phone, id) where recipient_phone is not null;
    create index shipment_by_reference on shipment (reference, id) where reference is not null;
  `,
})
