import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const wiring = defineMigration({
  id: 18,
  name: 'wiring',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
