import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const activity = defineMigration({
  id: 15,
  name: 'activity',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
