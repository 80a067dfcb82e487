import type { Clock } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Db } from './db/tables.ts'
import type { Jobs } from './jobs/jobs.ts'
import type { ServerKeys } from './keys/server-keys.ts'
import type { Pokes } from './link/pokes/pokes.ts'

/** Everything the server is made of, built once. Functions ask for the slice they need (`Pick`). */
export type ServerContext = {
  clock: Clock
  ids: IdSource
  db: Kysely<Db>
  keys: ServerKeys
  jobs: Jobs
  pokes: Pokes
  log: Logger
  /** Webhooks may go to private addresses and without TLS: for development and closed networks. */
  webhooksMayBePrivate?: boolean
}
