import type { Clock } from '@cubby/kit/clock'
import type { IdSource } from '@cubby/kit/ids'
import type { Kysely } from 'kysely'
import type { Logger } from 'pino'
import type { Db } from './db/tables.ts'
import type { Jobs, JobsToWake } from './jobs/jobs.ts'
import type { ServerKeys } from './keys/server-keys.ts'
import type { IsBreached } from './sign-in/breached.ts'
import type { IdentityProvider } from './sign-in/identity-provider.ts'
import type { Pokes } from './link/pokes/pokes.ts'

/** What the rules of the server need from outside, whatever keeps the data. Functions ask for a slice (`Pick`). */
export type AppContext = {
  clock: Clock
  ids: IdSource
  keys: ServerKeys
  jobs: JobsToWake
  pokes: Pokes
  log: Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>
}

/** Everything the server is made of, built once. */
export type ServerContext = Omit<AppContext, 'jobs' | 'log'> & {
  db: Kysely<Db>
  jobs: Jobs
  log: Logger
  /** Webhooks may go to private addresses and without TLS: for development and closed networks. */
  webhooksMayBePrivate?: boolean
  /** Knows the passwords that others know; left out: there is no list. */
  isBreached?: IsBreached
  /** The identity provider of the company; left out: there is none. */
  provider?: IdentityProvider
}
