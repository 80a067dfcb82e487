import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const network = defineMigration({
  id: 2,
  name: 'network',
  oldestSafeServer: 2,
  up: sql`
    create table organization (
      id uuid primary key,
      name text not null,
      kind text not null,
      -- Delivery operators that may carry this organization's shipments.
      carriers uuid[] not null default '{}',
      rules jsonb not null,
      created_at timestamptz not null
    );

    create table location (
      id uuid primary key,
      name text not null,
      address jsonb not null,
      latitude double precision not null,
      longitude double precision not null,
      time_zone text not null,
      created_at timestamptz not null
    );

    create table locker (
      id uuid primary key,
      location_id uuid not null references location,
      name text not null,
      layout jsonb not null,
      layout_version integer not null,
      created_at timestamptz not null,
      -- Null until a device was enrolled; raw Ed25519, base64url.
      public_key text,
      enrolled_at timestamptz,
      device_version text,
      last_seen_at timestamptz,
      fork_seen_at timestamptz
    );
    create index locker_by_location on locker (location_id);

    create table enrolment_code (
      -- SHA-256 of the code, hex.
      code_hash text primary key,
      locker_id uuid not null references locker,
      expires_at timestamptz not null,
      used_at timestamptz,
      created_at timestamptz not null
    );

    create table courier (
      id uuid primary key,
      organization_id uuid not null references organization,
      name text not null,
      badge_verifier text not null,
      pin_verifier text,
      valid_from timestamptz not null,
      valid_until timestamptz not null,
      revoked_at timestamptz,
      created_at timestamptz not null
    );
    create index courier_by_organization on courier (organization_id, id);
    create unique index courier_badge on courier (badge_verifier) where revoked_at is null;

    create table api_key (
      id uuid primary key,
      -- Null: the network operator's own.
      organization_id uuid references organization,
      name text not null,
      -- SHA-256 of the secret, hex; 32 random bytes need no slow hash.
      secret_hash text not null,
      scopes text[] not null,
      created_at timestamptz not null,
      last_used_at timestamptz,
      revoked_at timestamptz
    );
    create index api_key_by_organization on api_key (organization_id, id);

    create table idempotency (
      api_key_id uuid not null,
      key text not null,
      -- SHA-256 over method, path and body: the same key means the same request.
      fingerprint text not null,
      -- Null while the first request runs.
      status integer,
      reply text,
      created_at timestamptz not null,
      primary key (api_key_id, key)
    );
    create index idempotency_by_age on idempotency (created_at);
  `,
})
