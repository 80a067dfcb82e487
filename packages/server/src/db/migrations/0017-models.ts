import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const models = defineMigration({
  id: 17,
  name: 'models',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
