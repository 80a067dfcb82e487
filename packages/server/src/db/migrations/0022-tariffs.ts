import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const tariffs = defineMigration({
  id: 22,
  name: 'tariffs',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
