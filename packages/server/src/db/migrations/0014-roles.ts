import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const roles = defineMigration({
  id: 14,
  name: 'roles',
  // Older servers would take every role but the administrator's for support, and know of no reach.
  oldestSafeServer: 14,
  // The ids of built-in roles stand in `roles/built-in.ts`, too.
  up: sql`
    create table role (
      id uuid primary key,
      name text not null,
      description text,
      -- administrator | support; null: made by people of this network.
      built_in text unique,
      -- Of the administrator it does not count: he may do everything that the server can.
      permissions text[] not null,
      requires_second_factor boolean not null default false,
      created_at timestamptz not null
    );
    create unique index role_by_name on role (lower(name));
    insert into role (id, name, built_in, permissions, created_at) values
      ('00000000-0000-7000-8000-000000000001', 'Administrator', 'administrator', '{}', now()),
      ('00000000-0000-7000-8000-000000000002', 'Support', 'support', array[
        'network:read', 'organizations:read', 'couriers:read', 'shipments:read', 'shipments:write',
        'cells:open', 'messages:read', 'webhooks:read', 'keys:read', 'operations:read',
        'incidents:write'], now());

    alter table staff
      add column role_id uuid references role,
      -- network | organization | segments | lockers, and which of them.
      add column reach text not null default 'network',
      add column reach_of uuid[] not null default '{}',
      -- Null: made before we kept it.
      add column password_changed_at timestamptz,
      -- The sealed account for emergencies, and until when it is open.
      add column is_emergency boolean not null default false,
      add column emergency_until timestamptz;
    update staff set role_id = role.id from role
      where role.built_in = staff.role and staff.removed_at is null;
    alter table staff
      -- Who is gone has none, so that the role may go, too.
      add constraint staff_has_role check (role_id is not null or removed_at is not null),
      -- Of older servers.
      alter column role drop not null;
    create index staff_by_role on staff (role_id);
    create index staff_by_reach on staff using gin (reach_of);
    create unique index staff_emergency on staff (is_emergency) where is_emergency;

    -- How it began: password | passkey | oidc.
    alter table staff_session add column method text not null default 'password';

    -- Passwords that a person had before, as far back as the rules want.
    create table staff_old_password (
      id uuid primary key,
      staff_id uuid not null references staff on delete cascade,
      password_hash text not null,
      replaced_at timestamptz not null
    );
    create index staff_old_password_by_staff on staff_old_password (staff_id, replaced_at);

    -- One row: how people sign in here.
    create table sign_in_rules (
      is_only boolean primary key default true check (is_only),
      chars_min integer not null default 12,
      -- Of lower | upper | digit | sign.
      classes text[] not null default '{}',
      old_passwords integer not null default 0,
      -- Null: a password holds for ever.
      days_max integer,
      wrong_tries_max integer not null default 10,
      locked_minutes integer not null default 15,
      refuses_breached boolean not null default false
    );
    insert into sign_in_rules (is_only) values (true);

    -- What is wrong with no locker in particular.
    alter table alarm alter column locker_id drop not null;
  `,
})
