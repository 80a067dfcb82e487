import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const staff = defineMigration({
  id: 10,
  name: 'staff',
  // Older servers know no staff; what staff asked for they show as asked by a key.
  oldestSafeServer: 5,
  // Columns that the sign-in library needs stand under our names; see `sign-in/sign-in-tables.ts`.
  up: sql`
    create table staff (
      id uuid primary key,
      name text not null,
      email text not null unique,
      email_verified boolean not null default false,
      image text,
      -- administrator | support
      role text not null,
      -- The password was made for the first sign-in.
      must_change_password boolean not null default false,
      two_factor_enabled boolean not null default false,
      -- Who is gone keeps the name, for what was done.
      removed_at timestamptz,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );

    -- How a person of the staff proves who he is: the password's hash (scrypt).
    create table staff_account (
      id uuid primary key,
      staff_id uuid not null references staff on delete cascade,
      provider text not null,
      account_id text not null,
      password_hash text,
      access_token text,
      refresh_token text,
      id_token text,
      access_token_expires_at timestamptz,
      refresh_token_expires_at timestamptz,
      scope text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index staff_account_by_staff on staff_account (staff_id);

    create table staff_session (
      id uuid primary key,
      staff_id uuid not null references staff on delete cascade,
      -- Worthless without the signature over it in the cookie, whose key is not in the database.
      token text not null unique,
      expires_at timestamptz not null,
      -- By our clock: a session ends some time after both.
      started_at timestamptz not null,
      used_at timestamptz not null,
      address text,
      user_agent text,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index staff_session_by_staff on staff_session (staff_id);
    create index staff_session_by_end on staff_session (expires_at);

    -- Challenges on their way: of a passkey, or between password and second factor.
    create table staff_verification (
      id uuid primary key,
      identifier text not null,
      value text not null,
      expires_at timestamptz not null,
      created_at timestamptz not null,
      updated_at timestamptz not null
    );
    create index staff_verification_by_identifier on staff_verification (identifier);
    create index staff_verification_by_end on staff_verification (expires_at);

    create table staff_two_factor (
      id uuid primary key,
      staff_id uuid not null references staff on delete cascade,
      -- Encrypted under a key outside the database, both.
      secret text not null,
      backup_codes text not null,
      verified boolean,
      failed_verification_count integer,
      locked_until timestamptz
    );
    create index staff_two_factor_by_staff on staff_two_factor (staff_id);

    create table staff_passkey (
      id text primary key,
      staff_id uuid not null references staff on delete cascade,
      name text,
      public_key text not null,
      credential_id text not null unique,
      counter bigint not null,
      device_type text not null,
      backed_up boolean not null,
      transports text,
      aaguid text,
      created_at timestamptz
    );
    create index staff_passkey_by_staff on staff_passkey (staff_id);

    -- Passwords that were tried, by account and address; an empty account counts for all of an address.
    create table staff_attempt (
      account text not null,
      address text not null,
      tries integer not null,
      since timestamptz not null,
      locked_until timestamptz,
      primary key (account, address)
    );
    create index staff_attempt_by_age on staff_attempt (since);

    -- key | staff: whose id asked_by is.
    alter table command add column asked_by_kind text not null default 'key';
  `,
})
