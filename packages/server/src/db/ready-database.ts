import { realClock } from '@cubby/keys/real-clock'
import type { Logger } from 'pino'
import type { Config } from '../config.ts'
import { type Database, openDatabase } from './database.ts'
import { startEmbedded } from './embedded.ts'
import { migrate } from './migrate.ts'
import { allMigrations } from './migrations/all.ts'

/** The database of this configuration, running and with the schema of this version. What was started ends with `undo`. */
export async function readyDatabase(
  config: Config,
  log: Pick<Logger, 'child'>,
  undo: AsyncDisposableStack,
) {
  const dbLog = log.child({ part: 'database' })
  const told = {
    info: (message: string) => dbLog.info(message),
    warn: (message: string) => dbLog.warn(message),
  }
  let url: string
  if (config.database.kind === 'embedded') {
    const embedded = await startEmbedded({ dir: config.database.dir, clock: realClock, log: told })
    undo.defer(async () => void (await embedded.stop()))
    url = embedded.url
  } else url = config.database.url
  const database: Database = openDatabase(url, { max: config.databaseConnections })
  undo.defer(() => database.close())
  for (const step of await migrate(database.kysely, allMigrations)) dbLog.info({ step }, 'migrated')
  return { url, database }
}
