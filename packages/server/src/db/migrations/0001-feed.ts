import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const feed = defineMigration({
  id: 1,
  name: 'feed',
  oldestSafeServer: 1,
  // Ids are compared byte by byte everywhere ("C"): writers lock streams in this order.
  // The counter row changes with every write; the room left in its page lets it change in place.
  up: sql`
    create table stream (
      id text collate "C" primary key,
      epoch text not null default gen_random_uuid()::text,
      head bigint not null,
      floor bigint not null default 0
    ) with (fillfactor = 50, autovacuum_vacuum_scale_factor = 0.02);

    create table feed_item (
      stream_id text collate "C" not null,
      key text collate "C" not null,
      version bigint not null,
      dead boolean not null,
      body jsonb,
      as_of_seq bigint,
      expires_at timestamptz,
      changed_at timestamptz not null,
      primary key (stream_id, key),
      check (dead = (body is null))
    );
    create index feed_item_by_version on feed_item (stream_id, version) include (dead);
    create index feed_item_dead on feed_item (changed_at) where dead;
  `,
})
