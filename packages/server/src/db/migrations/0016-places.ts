import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const places = defineMigration({
  id: 16,
  name: 'places',
  oldestSafeServer: 13,
  up: sql`
    alter table location
      -- The operator's own number.
      add column code text,
      -- OSM opening-hours syntax; null: nobody has told.
      add column opening_hours text,
      -- The minutes of the week (Monday 00:00 is 0) when every week is the same; null: ask the hours themselves.
      add column open_minutes int4multirange,
      add column courier_hours text,
      add column closures jsonb not null default '[]',
      add column directions jsonb not null default '{}',
      -- planned | open | closed
      add column status text not null default 'open';
    create unique index location_code on location (code) where code is not null;
    create index location_by_country on location ((address ->> 'country'), id);

    create table location_photo (
      id uuid primary key,
      location_id uuid not null references location on delete cascade,
      type text not null,
      content bytea not null,
      created_at timestamptz not null
    );
    create index location_photo_by_location on location_photo (location_id, id);
  `,
})
