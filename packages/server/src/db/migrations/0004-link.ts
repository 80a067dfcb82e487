import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const link = defineMigration({
  id: 4,
  name: 'link',
  oldestSafeServer: 4,
  up: sql`
    create table journal (
      locker_id uuid not null references locker,
      journal_id uuid not null,
      received_through bigint not null,
      applied_through bigint not null,
      last_hash text not null,
      -- The locker's wrong tries, folded from its entries like the mirrors below.
      ladder jsonb not null,
      created_at timestamptz not null,
      primary key (locker_id, journal_id)
    ) with (fillfactor = 50);

    -- What happened, as the lockers told it; never changed.
    create table entry (
      locker_id uuid not null,
      journal_id uuid not null,
      seq bigint not null,
      -- Milliseconds since 1970 by the locker's clock; order comes from seq alone.
      at bigint not null,
      boot text not null,
      mono bigint not null,
      synced boolean not null,
      type text not null,
      body jsonb not null,
      hash text not null,
      received_at timestamptz not null,
      primary key (locker_id, journal_id, seq)
    );

    create table quarantine (
      locker_id uuid not null,
      journal_id uuid not null,
      seq bigint not null,
      error text not null,
      created_at timestamptz not null,
      resolved_at timestamptz,
      -- skipped | replayed
      resolution text,
      resolved_by uuid,
      primary key (locker_id, journal_id, seq)
    );
    create index quarantine_open on quarantine (created_at) where resolved_at is null;

    -- The locker's facts as folded from its entries up to applied_through; nobody else writes them.
    create table cell_mirror (
      locker_id uuid not null,
      cell_id uuid not null,
      state jsonb not null,
      primary key (locker_id, cell_id)
    ) with (fillfactor = 70);

    create table stay_mirror (
      id uuid primary key,
      locker_id uuid not null,
      cell_id uuid not null,
      phase text not null,
      state jsonb not null
    ) with (fillfactor = 70);
    create index stay_mirror_live on stay_mirror (locker_id) where phase not in ('collected', 'withdrawn', 'cancelled');

    -- What staff should look at: forced doors, stuck bolts, forks, quarantined entries.
    create table alarm (
      id uuid primary key,
      locker_id uuid not null,
      kind text not null,
      cell_id uuid,
      detail jsonb not null,
      at timestamptz not null,
      -- One alarm per cause, however often it is told.
      dedupe_key text not null unique
    );
    create index alarm_by_locker on alarm (locker_id, at);

    -- Challenges that were answered, until they expire: each proves a device's key once, whichever server is asked.
    create table used_challenge (
      nonce text primary key,
      expires_at timestamptz not null
    );
    create index used_challenge_by_age on used_challenge (expires_at);
  `,
})
