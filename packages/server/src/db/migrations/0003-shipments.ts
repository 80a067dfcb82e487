import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const shipments = defineMigration({
  id: 3,
  name: 'shipments',
  oldestSafeServer: 3,
  up: sql`
    create table shipment (
      id uuid primary key,
      organization_id uuid not null references organization,
      carrier_id uuid references organization,
      locker_id uuid not null references locker,
      -- The shop's own number for it; unique per shop when given.
      reference text,
      recipient_email text,
      recipient_phone text,
      recipient_locale text not null,
      status text not null,
      -- The organization's rules as they were at the announcement.
      rules jsonb not null,
      created_at timestamptz not null,
      -- All parcels were inside for the first time; the recipient is told once.
      ready_at timestamptz,
      due_at timestamptz,
      extensions integer not null default 0,
      cancelled_at timestamptz,
      cancel_reason text,
      overdue_at timestamptz,
      collected_at timestamptz,
      -- When something is due next (reminder, end of storage); null: nothing.
      next_timer_at timestamptz
    );
    create unique index shipment_reference on shipment (organization_id, reference) where reference is not null;
    create index shipment_by_organization on shipment (organization_id, id);
    create index shipment_by_locker on shipment (locker_id, id);
    create index shipment_timer on shipment (next_timer_at) where next_timer_at is not null;

    create table parcel (
      id uuid primary key,
      -- Null: put in unannounced and not matched yet.
      shipment_id uuid references shipment,
      -- Who announced it, or whose courier brought it unannounced.
      organization_id uuid not null references organization,
      locker_id uuid not null references locker,
      label text collate "C" not null,
      height_mm integer,
      width_mm integer,
      depth_mm integer,
      grams integer not null,
      zone text not null,
      low_cell boolean not null,
      status text not null,
      -- The locker minted its own id when it took the parcel before it knew of the announcement.
      edge_id uuid,
      stay_id uuid,
      cell_id uuid,
      stored_at timestamptz,
      collected_at timestamptz,
      created_at timestamptz not null
    );
    create index parcel_by_shipment on parcel (shipment_id);
    create index parcel_by_label on parcel (label);
    create index parcel_by_edge_id on parcel (edge_id) where edge_id is not null;
    create index parcel_unmatched on parcel (locker_id, label) where shipment_id is null;

    create table pickup_right (
      -- The grant's id at the locker.
      id uuid primary key,
      shipment_id uuid not null references shipment,
      locker_id uuid not null references locker,
      -- Encrypted under a key outside the database.
      code_sealed text not null,
      code_verifier text not null,
      valid_from timestamptz not null,
      valid_until timestamptz not null,
      created_at timestamptz not null,
      revoked_at timestamptz
    );
    -- A code opens one thing at a locker.
    create unique index pickup_right_code on pickup_right (locker_id, code_verifier) where revoked_at is null;
    create index pickup_right_by_shipment on pickup_right (shipment_id);

    create table custody_event (
      id uuid primary key,
      parcel_id uuid not null,
      at timestamptz not null,
      kind text not null,
      locker_id uuid,
      cell_id uuid,
      stay_id uuid,
      -- Who or what did it: a courier, a grant, a key, the rules.
      actor jsonb not null,
      detail jsonb not null,
      -- The journal entry that says so; null for what the server did itself.
      journal_id uuid,
      seq bigint
    );
    create index custody_event_by_parcel on custody_event (parcel_id, at, id);

    create table command (
      id uuid primary key,
      locker_id uuid not null references locker,
      cell_id uuid not null,
      action jsonb not null,
      reason text not null,
      asked_by uuid not null,
      as_of_seq bigint,
      not_before timestamptz not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      -- waiting | accepted | refused | expired | done | unknown
      status text not null,
      outcome text,
      answered_at timestamptz
    );
    create index command_by_locker on command (locker_id, id);
  `,
})
