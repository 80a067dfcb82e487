import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const configuration = defineMigration({
  id: 19,
  name: 'configuration',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
