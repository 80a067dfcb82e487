import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const shipmentStatus = defineMigration({
  id: 9,
  name: 'shipment-status',
  // Older servers only lose speed.
  oldestSafeServer: 5,
  // Plain, so announcing waits while they are built: a minute for ten million rows. Who cannot wait makes them
  // beforehand, concurrently.
  up: sql`
    -- What is not over yet is looked for among all that is: one in twenty of all shipments stands in these.
    create index if not exists shipment_by_status on shipment (status, id) where status <> 'collected';
    create index if not exists shipment_by_organization_status on shipment (organization_id, status, id) where status <> 'collected';
  `,
})
