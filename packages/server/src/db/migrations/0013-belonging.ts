import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const belonging = defineMigration({
  id: 13,
  name: 'belonging',
  // Older servers would let every organization work everywhere.
  oldestSafeServer: 13,
  up: sql`
    -- A named group of lockers.
    create table segment (
      id uuid primary key,
      name text not null unique,
      -- Null: its lockers are chosen by hand.
      rule jsonb,
      -- Of two segments the one with the higher rank wins.
      rank integer not null default 0,
      created_at timestamptz not null
    );
    create table segment_locker (
      segment_id uuid not null references segment on delete cascade,
      locker_id uuid not null references locker on delete cascade,
      primary key (segment_id, locker_id)
    );
    create index segment_locker_by_locker on segment_locker (locker_id);

    -- Segments in which a delivery operator works; null: everywhere.
    alter table organization add column works_in uuid[];

    alter table locker
      -- The locker model it was established from.
      add column model_id uuid,
      add column model_version integer,
      -- planned | testing | in-service | out-of-service | retired
      add column service text not null default 'in-service',
      -- How its boards are wired; null: as its installer wrote it down on the machine.
      add column wiring jsonb;
    create index locker_by_model on locker (model_id) where model_id is not null;

    -- Cells that belong to a tenant for a time.
    create table rental (
      id uuid primary key,
      organization_id uuid not null references organization,
      locker_id uuid not null references locker,
      cells uuid[] not null,
      from_at timestamptz not null,
      until_at timestamptz not null,
      quota integer,
      ended_at timestamptz,
      created_at timestamptz not null
    );
    create index rental_by_locker on rental (locker_id, until_at);
    create index rental_by_organization on rental (organization_id, id);
  `,
})
