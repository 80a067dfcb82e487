import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const lists = defineMigration({
  id: 24,
  name: 'lists',
  // Older servers only lose speed.
  oldestSafeServer: 23,
  // Plain, like those of step 9. Who cannot wait makes them beforehand, concurrently.
  up: sql`
    -- What is not over yet, in the orders in which staff look at it: among all that is over it is rare, and lies far behind.
    create index if not exists shipment_by_status_due on shipment
      (status, coalesce(due_at, 'infinity'::timestamptz), id) where status <> 'collected';
    create index if not exists shipment_by_status_ready on shipment
      (status, coalesce(ready_at, '-infinity'::timestamptz), id) where status <> 'collected';
    -- What did not arrive is rare, too.
    create index if not exists message_by_state on message (state, created_at, id) where state <> 'sent';
    create index if not exists alarm_by_kind on alarm (kind, id) include (locker_id);
    create index if not exists locker_by_name on locker (name, id);
    -- Layouts lie apart from now on, however small: lists and maps read all lockers and no drawing.
    alter table locker set (toast_tuple_target = 256);
    -- Instead of the one without whose it is: whether a former tenant still has something inside is asked of every locker.
    create index if not exists stay_mirror_live_of on stay_mirror (locker_id, (state ->> 'organization'))
      where phase not in ('collected', 'withdrawn', 'cancelled');
    drop index if exists stay_mirror_live;
  `,
})
