import { sql } from 'kysely'
import { defineMigration } from '../migrate.ts'

export const unansweredCommands = defineMigration({
  id: 8,
  name: 'unanswered-commands',
  oldestSafeServer: 5,
  up: sql`
    -- Those that are looked through again and again; nearly all commands were answered long ago.
    create index command_unanswered on command (expires_at) where status in ('waiting', 'accepted');
  `,
})
