import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const firms = defineMigration({
  id: 21,
  name: 'firms',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
