import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const messagesByTime = defineMigration({
  id: 7,
  name: 'messages-by-time',
  // Older servers only lose speed, and list in another order what newer ones have queued.
  oldestSafeServer: 5,
  up: sql`
    -- The id of a message follows from what it tells and says nothing of when; lists want the latest first.
    create index message_by_time on message (created_at, id);
    create index message_of_shipment on message (shipment_id, created_at, id);
    create index message_of_organization on message (organization_id, created_at, id);
    drop index message_by_shipment;
    drop index message_by_organization;
  `,
})
