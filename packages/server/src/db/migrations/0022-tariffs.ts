import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const tariffs = defineMigration({
  id: 22,
  name: 'tariffs',
  oldestSafeServer: 13,
  up: sql`
    -- How prices are computed. Never deleted: a stay is priced by the version under which it began.
    create table tariff (
      id uuid primary key,
      -- Null: the network operator's.
      organization_id uuid references organization,
      name text not null,
      -- The latest one.
      version integer not null,
      created_at timestamptz not null,
      retired_at timestamptz
    );
    create index tariff_by_organization on tariff (organization_id, id);

    create table tariff_version (
      tariff_id uuid not null references tariff,
      version integer not null,
      terms jsonb not null,
      -- Of several that hold at a moment the latest counts.
      valid_from timestamptz not null,
      valid_until timestamptz,
      created_at timestamptz not null,
      primary key (tariff_id, version)
    );

    -- What people may start at a locker without a prior order.
    create table offer (
      id uuid primary key,
      organization_id uuid references organization,
      -- store | charge | buy | send | return | hand-in | rent
      kind text not null,
      names jsonb not null,
      tariff_id uuid references tariff,
      purposes text[] not null,
      -- Empty: everywhere.
      segments uuid[] not null,
      is_on boolean not null,
      created_at timestamptz not null
    );
    create index offer_by_organization on offer (organization_id, id);
    create index offer_by_tariff on offer (tariff_id) where tariff_id is not null;
  `,
})
