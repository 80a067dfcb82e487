import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const firms = defineMigration({
  id: 21,
  name: 'firms',
  // Older servers would go on letting in the keys of a suspended organization.
  oldestSafeServer: 21,
  up: sql`
    alter table organization
      add column legal_name text,
      add column tax_number text,
      add column contacts jsonb not null default '[]',
      -- As whom its messages come: the name before the e-mail address, the sender of text messages.
      add column email_name text,
      add column sms_name text,
      -- Its own numbers in our books.
      add column customer_number text,
      add column contract_number text,
      -- The form of its references (organizations/reference-mask.ts); null: any.
      add column reference_mask text,
      add column suspended_at timestamptz,
      add column suspended_reason text;

    create table organization_logo (
      organization_id uuid primary key references organization,
      -- image/png | image/jpeg | image/webp, as its first bytes say
      type text not null,
      bytes bytea not null,
      changed_at timestamptz not null
    );

    -- What an organization says instead of the built-in text; null: the built-in one.
    create table message_template (
      organization_id uuid not null references organization,
      kind text not null,
      language text not null,
      subject text,
      body text,
      sms text,
      changed_at timestamptz not null,
      primary key (organization_id, kind, language)
    );

    -- Until when the secret before still signs beside the new one; null: until the next rotation.
    alter table webhook_endpoint add column previous_secret_until timestamptz;

    -- Every call of an endpoint, as it ended.
    create table webhook_attempt (
      id bigint generated always as identity primary key,
      message_id uuid not null references message on delete cascade,
      at timestamptz not null,
      -- What was answered; null: no answer came.
      status integer,
      ms integer not null,
      error text
    );
    create index webhook_attempt_of_message on webhook_attempt (message_id, id);
    create index webhook_attempt_by_time on webhook_attempt (at);
    create index message_of_endpoint on message (recipient, created_at, id)
      where channel = 'webhook';
    -- What did not arrive is rare, and looked for among all that did.
    create index message_of_endpoint_undelivered on message (recipient, state, created_at, id)
      where channel = 'webhook' and state <> 'sent';
  `,
})
