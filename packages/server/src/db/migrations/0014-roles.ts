import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const roles = defineMigration({
  id: 14,
  name: 'roles',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
