import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defaultRules } from '@cubby/domain/processes/process'
import type { Grant, Plan } from '@cubby/domain/rights/directory'
import { type Instant, instant } from '@cubby/kit/clock'
import type { JournalId, LockerId } from '@cubby/kit/ids'
import { uuidOf } from '@cubby/kit/ids'
import { VirtualClock } from '@cubby/kit/virtual-clock'
import type { WireEntryUnread } from '@cubby/protocol/link/envelope'
import type { ServerContext } from '@cubby/server/context'
import { timestamp } from '@cubby/server/db/tables/column'
import type { Db } from '@cubby/server/db/tables'
import type { Jobs } from '@cubby/server/jobs/jobs'
import { loadServerKeys } from '@cubby/server/keys/server-keys'
import { startIngest } from '@cubby/server/link/ingest/ingest'
import { localPokes } from '@cubby/server/link/pokes/local-pokes'
import { pgStore } from '@cubby/server/store/pg/pg-store'
import type { Kysely } from 'kysely'
import { serverLogger } from '@cubby/server/logger'
import { anId, carrier, morning, shop, stranger } from '../kernel/builders.ts'
import { seededIds } from '../seeded-ids.ts'

/** Jobs that wait to be looked at; nobody runs them. */
export type HeldJobs = Jobs & { held: { name: string; payload: unknown }[] }

function heldJobs(): HeldJobs {
  const held: HeldJobs['held'] = []
  return {
    held,
    enqueue: async (_trx, name, payloads) =>
      void held.push(...payloads.map((payload) => ({ name, payload }))),
    kick: () => {},
    idle: async () => {},
    stop: async () => {},
  }
}

export type LinkWorld = Awaited<ReturnType<typeof linkWorld>>

/** The server's side of the link on a database: organizations of the kernel's builders, and one locker. */
export async function linkWorld(db: Kysely<Db>, seed = 'link') {
  const dir = mkdtempSync(join(tmpdir(), 'cubby-link-'))
  const clock = new VirtualClock(morning)
  const jobs = heldJobs()
  const ctx: ServerContext & { jobs: HeldJobs } = {
    clock,
    db,
    jobs,
    ids: seededIds(seed, () => clock.now()),
    keys: loadServerKeys(dir),
    pokes: localPokes(),
    log: serverLogger({ level: 'silent' }),
  }
  rmSync(dir, { recursive: true })
  await found(db)
  const locker = await addLocker(db, 1)
  const journal = anId('jrn', 1)
  const ingest = startIngest(ctx, pgStore(ctx))
  const push = (
    entries: readonly WireEntryUnread[],
    over: Partial<{ locker: LockerId; journal: JournalId; backlog: number }> = {},
  ) => ingest.push({ locker, journal, backlog: 0, ...over, entries })
  return {
    ctx,
    clock,
    db,
    ingest,
    locker,
    journal,
    push,
    addLocker: (number: number) => addLocker(db, number),
    announce: (plans: readonly Plan[], grant: Grant | null, over: Partial<Announced> = {}) =>
      announce(db, plans, grant, {
        locker,
        ...over,
      }),
  }
}

const created_at = timestamp(morning)

async function found(db: Kysely<Db>) {
  const kinds = [
    [shop, 'shop'],
    [carrier, 'delivery-operator'],
    [stranger, 'delivery-operator'],
  ] as const
  await db
    .insertInto('organization')
    .values(
      kinds.map(([id, kind]) => ({
        id: uuidOf(id),
        name: id,
        kind,
        rules: JSON.stringify(defaultRules),
        created_at,
      })),
    )
    .execute()
  await db
    .insertInto('location')
    .values({
      id: uuidOf(anId('loc', 1)),
      name: 'Square',
      address: JSON.stringify({}),
      created_at,
      latitude: 52,
      longitude: 21,
      time_zone: 'Europe/Warsaw',
    })
    .execute()
}

async function addLocker(db: Kysely<Db>, number: number): Promise<LockerId> {
  const id = anId('lck', number)
  await db
    .insertInto('locker')
    .values({
      id: uuidOf(id),
      location_id: uuidOf(anId('loc', 1)),
      name: `Locker ${number}`,
      created_at,
      layout: JSON.stringify({ modules: [] }),
      layout_version: 1,
    })
    .execute()
  return id
}

type Announced = { locker: LockerId; email: string | null; phone: string | null }

async function announce(
  db: Kysely<Db>,
  plans: readonly Plan[],
  grant: Grant | null,
  { locker, email = 'ann@example.org', phone = null }: Partial<Announced> & { locker: LockerId },
) {
  const [first] = plans
  if (!first) return
  await db
    .insertInto('shipment')
    .values({
      id: uuidOf(first.shipment),
      organization_id: uuidOf(first.organization),
      locker_id: uuidOf(locker),
      carrier_id: first.carrier && uuidOf(first.carrier),
      status: 'announced',
      reference: null,
      recipient_email: email,
      recipient_phone: phone,
      recipient_locale: 'en',
      rules: JSON.stringify(defaultRules),
      created_at,
    })
    .execute()
  await db
    .insertInto('parcel')
    .values(
      plans.map((plan) => ({
        id: uuidOf(plan.parcel),
        shipment_id: uuidOf(plan.shipment),
        label: plan.label,
        status: 'announced' as const,
        organization_id: uuidOf(plan.organization),
        locker_id: uuidOf(locker),
        grams: plan.grams,
        zone: plan.zone,
        low_cell: plan.lowCell,
        created_at,
      })),
    )
    .execute()
  if (!grant) return
  await db
    .insertInto('pickup_right')
    .values({
      id: uuidOf(grant.grant),
      shipment_id: uuidOf(first.shipment),
      locker_id: uuidOf(locker),
      created_at,
      code_sealed: 'sealed',
      code_verifier: grant.codeVerifier ?? '',
      valid_from: timestamp(at(grant.validFrom)),
      valid_until: timestamp(at(grant.validUntil)),
    })
    .execute()
}

const at = (ms: number): Instant => instant(ms)
