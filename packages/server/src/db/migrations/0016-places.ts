import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const places = defineMigration({
  id: 16,
  name: 'places',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
