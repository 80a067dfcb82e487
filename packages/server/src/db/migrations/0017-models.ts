import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const models = defineMigration({
  id: 17,
  name: 'models',
  oldestSafeServer: 13,
  up: sql`
    -- A module model or a locker model: what is drawn once and built many times.
    create table model (
      id uuid primary key,
      kind text not null check (kind in ('module', 'locker')),
      name text not null,
      latest_version integer not null,
      released_version integer,
      -- What lists show of the newest version.
      figures jsonb not null,
      created_at timestamptz not null,
      changed_at timestamptz not null
    );
    create unique index model_by_name on model (kind, lower(name));
    create index model_by_kind on model (kind, id);

    create table model_version (
      model_id uuid not null references model on delete cascade,
      version integer not null,
      design jsonb not null,
      note text,
      made_at timestamptz not null,
      made_by uuid not null,
      made_by_kind text not null,
      -- Null: a draft.
      released_at timestamptz,
      released_by uuid,
      released_by_kind text,
      primary key (model_id, version)
    );

    -- Which versions of module models a version of a locker model has in it.
    create table model_module (
      model_id uuid not null,
      version integer not null,
      module_id uuid not null,
      module_version integer not null,
      primary key (model_id, version, module_id, module_version),
      foreign key (model_id, version) references model_version on delete cascade,
      foreign key (module_id, module_version) references model_version
    );
    create index model_module_by_module on model_module (module_id, module_version);
  `,
})
