import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const tenancy = defineMigration({
  id: 20,
  name: 'tenancy',
  oldestSafeServer: 13,
  up: sql`select 1`,
})
