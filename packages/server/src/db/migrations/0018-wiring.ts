import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const wiring = defineMigration({
  id: 18,
  name: 'wiring',
  oldestSafeServer: 13,
  up: sql`
    alter table locker
      -- When it took its present service state, and why.
      add column service_since timestamptz,
      add column service_reason text,
      -- Somebody answers for its wiring without a test: so machines were put up before there was one.
      add column wiring_vouched boolean not null default true;
    update locker set service_since = created_at;
    create index locker_by_service on locker (service, id) where service <> 'in-service';

    -- Cells of earlier layouts, until they are empty and shut.
    create table leaving_cell (
      locker_id uuid not null references locker on delete cascade,
      cell_id uuid not null,
      spec jsonb not null,
      -- Module and name, to know the cell again when it comes back.
      place text not null,
      left_at timestamptz not null,
      gone_at timestamptz,
      primary key (locker_id, cell_id)
    );
    create index leaving_cell_open on leaving_cell (locker_id) where gone_at is null;

    -- What people saw when a door was opened to prove its wire.
    create table door_proof (
      locker_id uuid not null references locker on delete cascade,
      cell_id uuid not null,
      side text not null,
      -- Line, board and channel that were tried: another wire is another proof.
      wire text not null,
      -- The last opening; null: known from the answer about another door.
      command_id uuid,
      -- right | none | unseen; null: not answered yet.
      result text,
      answered_at timestamptz,
      answered_by uuid,
      answered_by_kind text,
      primary key (locker_id, cell_id, side)
    );
  `,
})
