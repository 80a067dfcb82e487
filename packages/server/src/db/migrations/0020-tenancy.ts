import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const tenancy = defineMigration({
  id: 20,
  name: 'tenancy',
  // Older servers would tell lockers of couriers without their limits, and of suspended ones as if they worked.
  oldestSafeServer: 20,
  up: sql`
    alter table rental
      -- What all the cells together cost, in minor units.
      add column price_minor bigint not null default 0,
      add column currency text not null default 'EUR',
      -- month | week
      add column price_per text not null default 'month',
      -- Everybody's cells too, when its own will not do.
      add column common_cells boolean not null default true,
      add column note text,
      add column end_reason text;

    alter table courier
      -- Refused by lockers until he is resumed; his badge stays his.
      add column suspended_at timestamptz,
      add column flows text[] not null default '{deposit,withdraw}',
      -- By the clock of each locker's place; null: at any time.
      add column hours jsonb,
      -- Null: wherever his organization works.
      add column segments uuid[],
      -- Null: everybody's who may be carried for.
      add column carries_for uuid[];

    -- The use of rented cells in a period is counted from it.
    create index stay_mirror_by_cell on stay_mirror (locker_id, cell_id);
  `,
})
