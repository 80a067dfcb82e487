import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const configuration = defineMigration({
  id: 19,
  name: 'configuration',
  oldestSafeServer: 13,
  up: sql`
    -- What is set at one level of the network; a locker's row holds its cells' values too.
    create table configuration (
      -- network, or the id of a segment, a locker model or a locker as the API writes it
      level text primary key,
      -- The one that the level is, so that its settings go with it.
      segment_id uuid references segment on delete cascade,
      locker_id uuid references locker on delete cascade,
      -- Counts the changes.
      version integer not null,
      settings jsonb not null,
      changed_at timestamptz not null
    );
    create index configuration_by_segment on configuration (segment_id) where segment_id is not null;
    create index configuration_by_locker on configuration (locker_id) where locker_id is not null;
  `,
})
