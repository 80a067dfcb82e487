import { days, type Instant, instant, isoTime, later } from '@cubby/kit/clock'
import { messageStates } from '@cubby/protocol/operations/messages/message-shapes'
import { type HealthReply, readHealth } from '@cubby/protocol/operations/upkeep/read-health'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { toldTime } from '../http/told.ts'
import { linkCounts } from '../network/link-counts.ts'
import { serverVersion } from '../server-version.ts'

export const readHealthRoute = route(readHealth, async ({ trx, now }) => ({
  at: isoTime(now),
  database: await databaseHealth(trx),
  server: serverHealth(now),
  queues: await queues(trx),
  messages: await messageCounts(trx, now),
  quarantined: await quarantined(trx),
  lockers: await linkCounts(trx, now),
  link: await linkHealth(trx),
}))

function serverHealth(now: Instant): HealthReply['server'] {
  return {
    version: serverVersion,
    node: process.version,
    startedAt: isoTime(instant(Math.round(now - process.uptime() * 1_000))),
    memoryBytes: process.memoryUsage.rss(),
  }
}

async function databaseHealth(db: Kysely<Db>): Promise<HealthReply['database']> {
  const { rows } = await sql<{
    version: string
    bytes: number
    at: Instant
    schema: string | null
    used: number
    max: number
  }>`select current_setting('server_version') as version,
    pg_database_size(current_database()) as bytes, clock_timestamp() as at,
    (select name from schema_migration order by id desc limit 1) as schema,
    (select count(*) from pg_stat_activity where backend_type = 'client backend') as used,
    current_setting('max_connections')::integer as max`.execute(db)
  const { version, bytes, at, schema, used, max } = rows[0] as (typeof rows)[number]
  const connections = { used, max }
  return { version, bytes, at: isoTime(at), schema: schema ?? '', connections }
}

/** As pg-boss keeps them. What was done well is of no interest. */
async function queues(db: Kysely<Db>): Promise<HealthReply['queues']> {
  const there = await sql`select to_regclass('pgboss.job') as there`.execute(db)
  if ((there.rows[0] as { there: unknown }).there === null) return []
  const { rows } = await sql<{
    queue: string
    waiting: number
    active: number
    failed: number
    oldest: Instant | null
  }>`select queue.name as queue,
      count(job.id) filter (where job.state in ('created', 'retry')) as waiting,
      count(job.id) filter (where job.state = 'active') as active,
      count(job.id) filter (where job.state = 'failed') as failed,
      min(job.created_on) filter (where job.state in ('created', 'retry')) as oldest
    from pgboss.queue left join pgboss.job on job.name = queue.name
      and job.state in ('created', 'retry', 'active', 'failed')
    group by queue.name order by queue.name`.execute(db)
  return rows.map(({ oldest, ...row }) => ({ ...row, oldestWaitingSince: toldTime(oldest) }))
}

/** All that wait or were given up; of the rest, which grows for ever, those of the last day. */
async function messageCounts(db: Kysely<Db>, now: Instant): Promise<HealthReply['messages']> {
  const dayAgo = timestamp(later(now, days(-1)))
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*) as count from message where state in ('queued', 'dead') group by state
    union all
    select state, count(*) from message where state not in ('queued', 'dead') and created_at >= ${dayAgo}
    group by state`.execute(db)
  const counts = Object.fromEntries(messageStates.map((state) => [state, 0]))
  for (const { state, count } of rows) counts[state] = count
  return counts as HealthReply['messages']
}

async function quarantined(db: Kysely<Db>): Promise<number> {
  const { count } = await db
    .selectFrom('quarantine')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('resolved_at', 'is', null)
    .executeTakeFirstOrThrow()
  return count
}

async function linkHealth(db: Kysely<Db>): Promise<HealthReply['link']> {
  const { rows } = await sql<{ behind: number; oldest: Instant | null; unanswered: number }>`
    with behind as (
      select locker_id, journal_id, applied_through from journal where applied_through < received_through
    )
    select (select count(*) from behind) as behind,
      (select min(entry.received_at) from behind join entry on entry.locker_id = behind.locker_id
        and entry.journal_id = behind.journal_id and entry.seq = behind.applied_through + 1) as oldest,
      (select count(*) from command where status in ('waiting', 'accepted')) as unanswered`.execute(
    db,
  )
  const { behind = 0, oldest = null, unanswered = 0 } = rows[0] ?? {}
  return { behind, oldestUnappliedSince: toldTime(oldest), unansweredCommands: unanswered }
}
