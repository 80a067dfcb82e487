import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const incidents = defineMigration({
  id: 11,
  name: 'incidents',
  oldestSafeServer: 5,
  up: sql`
    alter table alarm add column acknowledged_at timestamptz;
    -- A person of the staff or a key; the other column says which.
    alter table alarm add column acknowledged_by uuid;
    alter table alarm add column acknowledged_by_kind text;
    create index alarm_open on alarm (kind, id) where acknowledged_at is null;

    -- How disputes ended. A dispute itself is the alarm that the locker's entry raised.
    create table dispute_resolution (
      alarm_id uuid primary key references alarm on delete cascade,
      -- handed-over | lost | unfounded | other
      resolution text not null,
      note text not null,
      resolved_at timestamptz not null,
      resolved_by uuid not null,
      resolved_by_kind text not null
    );
    create index alarm_disputes on alarm (id) where kind = 'stay.disputed';

    -- For the network at a glance: how many cells there are, and which of them are not simply free.
    alter table locker add column cells integer not null
      generated always as (jsonb_array_length(jsonb_path_query_array(layout, '$.modules[*].cells[*]'))) stored;
    alter table cell_mirror
      add column use_kind text generated always as (state -> 'use' ->> 'kind') stored,
      add column service_kind text generated always as (state -> 'service' ->> 'kind') stored;
    create index cell_mirror_busy on cell_mirror (locker_id, use_kind, service_kind)
      where use_kind <> 'free' or service_kind <> 'ok';
    create index message_dead on message (created_at) where state = 'dead';
  `,
})
