import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const ownStaff = defineMigration({
  id: 23,
  name: 'own staff',
  // Older servers would go on letting suspended people work.
  oldestSafeServer: 23,
  up: sql`
    alter table staff add column suspended_at timestamptz;

    -- An organization looks through its own people only.
    create index staff_of_organization on staff (reach_of, id) where reach = 'organization';

    -- What a machine was built from stays known for as long as it stands.
    update locker set model_id = null, model_version = null
      where model_id is not null and not exists (
        select from model_version
        where model_version.model_id = locker.model_id and version = locker.model_version
      );
    alter table locker add constraint locker_model_fkey
      foreign key (model_id, model_version) references model_version not valid;
    alter table locker validate constraint locker_model_fkey;
  `,
})
