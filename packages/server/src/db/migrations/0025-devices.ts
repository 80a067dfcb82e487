import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const devices = defineMigration({
  id: 25,
  name: 'devices',
  // Older servers tell nothing of devices; what lockers said meanwhile is in their entries.
  oldestSafeServer: 23,
  up: sql`
    -- What hangs on the computer of a locker beside its lock boards.
    create table locker_devices (
      locker_id uuid primary key references locker on delete cascade,
      -- Counted with each change; 0: the machine has spoken of its devices, and nobody has set any here.
      version integer not null default 0,
      devices jsonb,
      -- Secret settings, sealed under the keys outside the database.
      secrets text,
      changed_at timestamptz,
      -- What the machine says that it goes by. No version with a moment: by a file of its own.
      used_version integer,
      used_at timestamptz
    );

    -- What lockers have said to be wrong with a part of theirs, until they take it back.
    create table device_fault (
      locker_id uuid not null references locker on delete cascade,
      part text not null,
      code text not null,
      since timestamptz not null,
      primary key (locker_id, part, code)
    );
  `,
})
