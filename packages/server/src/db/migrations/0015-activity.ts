import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const activity = defineMigration({
  id: 15,
  name: 'activity',
  // Older servers would change things and write nothing down.
  oldestSafeServer: 15,
  up: sql`
    -- What people and programs did. Rows are written with the change; the seal (seq, hashes) comes a moment later.
    create table activity (
      id uuid primary key,
      at timestamptz not null,
      operation text not null,
      what text not null,
      doer_kind text not null,
      doer_id uuid,
      doer_organization uuid,
      address text,
      agent text,
      -- A typed id, such as org_…
      thing text,
      about_organization uuid,
      before jsonb,
      after jsonb,
      reason text,
      -- Contacts that before and after name, so that an erasure finds them; part of no hash.
      mentions text[],
      -- Goes with the details when they are erased: without it nobody can guess what the hash was of.
      salt text,
      detail_hash text not null,
      seq bigint unique,
      prev_hash text,
      hash text,
      -- The row that tells of the erasure.
      erased_by uuid
    );
    create index activity_by_time on activity (at, id);
    create index activity_by_thing on activity (thing, at, id) where thing is not null;
    create index activity_by_doer on activity (doer_id, at, id) where doer_id is not null;
    create index activity_by_organization on activity (about_organization, at, id)
      where about_organization is not null;
    create index activity_by_operation on activity (operation, at, id);
    create index activity_by_what on activity (what, at, id);
    create index activity_with_reason on activity (at, id) where reason is not null;
    create index activity_by_reason on activity using gin (to_tsvector('simple', reason))
      where reason is not null;
    create index activity_by_mention on activity using gin (mentions) where mentions is not null;
    create index activity_unsealed on activity (id) where seq is null;

    -- The end of the chain and, once old rows were cut off, where it begins. The seal is made with a key that is not here.
    create table activity_head (
      is_only boolean primary key default true check (is_only),
      seq bigint not null,
      hash text not null,
      cut_seq bigint not null,
      cut_hash text not null,
      seal text
    );
    insert into activity_head (seq, hash, cut_seq, cut_hash) values (0, '', 0, '');

    create table customer (
      id uuid primary key,
      name text,
      phone text,
      email text,
      locale text not null,
      wants_messages boolean not null,
      wants_locker_delivery boolean not null,
      notes text,
      created_at timestamptz not null,
      changed_at timestamptz not null,
      -- Of the last change, or of a shipment: from then on counts how long it is kept.
      active_at timestamptz not null,
      erased_at timestamptz,
      search tsvector generated always as
        (to_tsvector('simple', coalesce(name, '') || ' ' || coalesce(email, ''))) stored
    );
    create unique index customer_phone on customer (phone) where phone is not null;
    create unique index customer_email on customer (lower(email)) where email is not null;
    create index customer_by_phone_end on customer (reverse(phone) text_pattern_ops)
      where phone is not null;
    create index customer_by_word on customer using gin (search);
    create index customer_by_activity on customer (active_at) where erased_at is null;

    -- How long each kind of data is kept, in days.
    create table retention (kind text primary key, days integer not null, changed_at timestamptz);
    insert into retention (kind, days)
    values ('activity', 730), ('messages', 180), ('shipments', 365), ('customers', 1095);

    -- What may be due for erasure.
    create index message_with_contact on message (created_at)
      where recipient <> '' and channel <> 'webhook';
    create index shipment_with_contact on shipment (created_at)
      where recipient_email is not null or recipient_phone is not null;
    create index message_by_recipient on message (recipient) where recipient <> '' and channel <> 'webhook';
    create index shipment_by_email on shipment (lower(recipient_email)) where recipient_email is not null;
  `,
})
