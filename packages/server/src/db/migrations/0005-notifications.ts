import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const notifications = defineMigration({
  id: 5,
  name: 'notifications',
  oldestSafeServer: 5,
  up: sql`
    create table webhook_endpoint (
      id uuid primary key,
      organization_id uuid not null references organization,
      url text not null,
      secret_sealed text not null,
      events text[] not null,
      created_at timestamptz not null,
      disabled_at timestamptz,
      disabled_reason text
    );
    create index webhook_endpoint_by_organization on webhook_endpoint (organization_id, id);

    -- Everything that is told to anybody, once per dedupe key. Holds no code: texts are made when they are sent.
    create table message (
      id uuid primary key,
      organization_id uuid not null references organization,
      shipment_id uuid references shipment,
      kind text not null,
      -- email | sms | webhook
      channel text not null,
      -- A phone number or address; for a webhook the endpoint's id.
      recipient text not null,
      locale text not null,
      data jsonb not null,
      dedupe_key text collate "C" not null unique,
      -- queued | sent | inbox | dead | dropped
      state text not null,
      attempts integer not null default 0,
      last_error text,
      created_at timestamptz not null,
      next_attempt_at timestamptz not null,
      finished_at timestamptz
    );
    create index message_by_shipment on message (shipment_id, id);
    create index message_by_organization on message (organization_id, id);
    create index message_queued on message (next_attempt_at) where state = 'queued';
  `,
})
