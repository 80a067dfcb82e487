import { instant, millis } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import { uuidOf } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import { timestamp } from '@cubby/server/db/tables/column'
import type { Db } from '@cubby/server/db/tables'
import { compactFeed, renewEpochs } from '@cubby/server/feed/feed-upkeep'
import { nextPages } from '@cubby/server/feed/read-feed'
import type { Jobs } from '@cubby/server/jobs/jobs'
import { pgLinkPorts } from '@cubby/server/link/pg/pg-link-ports'
import { pgOutbox } from '@cubby/server/notifications/pg/pg-outbox'
import { anId, morning } from '@cubby/testing/kernel/builders'
import { testDatabase } from '@cubby/testing/postgres/test-database'
import { type Kysely, sql } from 'kysely'
import { pgContent } from './pg-content.ts'
import type { House, Side } from './side.ts'

/** The store of production, on one database that is swept for each side. */
export async function pgHouse(): Promise<House> {
  const database = await testDatabase()
  const { db } = database
  // Where jobs that were asked for can be seen; rolled back with everything else, as those of the real queue.
  await sql`create table asked_job (message uuid primary key, is_webhook boolean, due_at bigint)`.execute(
    db,
  )
  return {
    fresh: async () => {
      await sweep(db)
      return pgSide(db)
    },
    [Symbol.asyncDispose]: () => database[Symbol.asyncDispose](),
  }
}

const tables = [
  'asked_job', 'feed_item', 'stream', 'message', 'webhook_endpoint', 'used_challenge', 'alarm', 'stay_mirror',
  'cell_mirror', 'quarantine', 'entry', 'journal', 'command', 'custody_event', 'pickup_right', 'parcel', 'shipment',
  'courier', 'enrolment_code', 'locker', 'location', 'organization',
] // prettier-ignore

/** Referring rows go before those that they refer to. In one round trip, because it is done often. */
async function sweep(db: Kysely<Db>) {
  const begins = timestamp(morning)
  await sql.raw(tables.map((table) => `delete from ${table};`).join('\n')).execute(db)
  await db
    .insertInto('location')
    .values({
      id: uuidOf(anId('loc', 1)),
      name: 'Square',
      address: JSON.stringify({}),
      created_at: begins,
      latitude: 52,
      longitude: 21,
      time_zone: 'Europe/Warsaw',
    })
    .execute()
}

function pgSide(db: Kysely<Db>): Side {
  const clock = new VirtualClock(morning)
  const ctx = { db, clock, jobs: askedJobs(clock) }
  return {
    clock,
    ...pgLinkPorts(ctx),
    outbox: pgOutbox(ctx),
    ...seeds(db),
    page: async (cursor, limit) => must((await nextPages(db, [cursor], limit))[0], 'one page each'),
    compact: async () => void (await compactFeed(db, instant(Date.UTC(2100, 0)))),
    renewEpochs: () => renewEpochs(db),
    content: () => pgContent(db),
  }
}

/** Jobs that lie where they can be seen; nobody runs them. */
const askedJobs = (clock: VirtualClock): Jobs => ({
  enqueue: async (trx, name, payloads, { after = millis(0) } = {}) => {
    if (payloads.length === 0) return
    const ids = payloads.map(({ message }) => message)
    await sql`
      insert into asked_job (message, is_webhook, due_at)
      select distinct id, ${name === 'webhook.send'}::boolean, ${clock.now() + after}::bigint from unnest(${ids}::uuid[]) as id
      on conflict (message) do update set due_at = excluded.due_at`.execute(trx)
  },
  kick: () => {},
  idle: async () => {},
  stop: async () => {},
})

type Seeds = Pick<Side, 'addOrganization' | 'addLocker' | 'addEndpoint' | 'addCode'>

const seeds = (db: Kysely<Db>): Seeds => ({
  addOrganization: async ({ id, kind, carriers, rules }) => {
    const row = { id: uuidOf(id), name: id, kind, carriers: carriers.map(uuidOf) }
    const rest = { rules: JSON.stringify(rules), created_at: timestamp(morning) }
    await db
      .insertInto('organization')
      .values({ ...row, ...rest })
      .execute()
  },
  addLocker: async ({ id, layout }) => {
    await db
      .insertInto('locker')
      .values({
        id: uuidOf(id),
        location_id: uuidOf(anId('loc', 1)),
        name: id,
        created_at: timestamp(morning),
        layout: JSON.stringify(layout),
        layout_version: 1,
      })
      .execute()
  },
  addEndpoint: async ({ id, organization_id, events, disabledAt }) => {
    await db
      .insertInto('webhook_endpoint')
      .values({
        id,
        organization_id,
        events: [...events],
        url: 'https://shop.example/hook',
        secret_sealed: 'sealed',
        created_at: timestamp(morning),
        disabled_at: disabledAt && timestamp(disabledAt),
      })
      .execute()
  },
  addCode: async (hash, { locker, expiresAt, usedAt }) => {
    await db
      .insertInto('enrolment_code')
      .values({
        code_hash: hash,
        locker_id: uuidOf(locker),
        expires_at: timestamp(expiresAt),
        used_at: usedAt && timestamp(usedAt),
        created_at: timestamp(morning),
      })
      .execute()
  },
})
