import { must } from '@cubby/kit/assert'
import { type IdPrefix, idOf } from '@cubby/kit/ids'
import type { Db } from '@cubby/server/db/tables'
import {
  commandColumns,
  commandOf,
  courierColumns,
  courierOf,
  parcelColumns,
  parcelOf,
  shipmentColumns,
  shipmentOf,
} from '@cubby/server/store/pg/rows'
import { type Kysely, sql } from 'kysely'
import type { AskedJob, Content } from './side.ts'

/** What lies in the tables of PostgreSQL, read past every port, in the words of the rules. */
export async function pgContent(db: Kysely<Db>): Promise<Content> {
  return {
    ...(await shipmentsIn(db)),
    ...(await journalsIn(db)),
    ...(await machinesIn(db)),
    ...(await messagesIn(db)),
    ...(await feedIn(db)),
  }
}

const maybeId = <P extends IdPrefix>(prefix: P, uuid: string | null) =>
  uuid === null ? null : idOf(prefix, uuid)

async function shipmentsIn(db: Kysely<Db>) {
  const shipments = await db.selectFrom('shipment').select(shipmentColumns).orderBy('id').execute()
  const parcels = await db.selectFrom('parcel').select(parcelColumns).orderBy('id').execute()
  const commands = await db.selectFrom('command').select(commandColumns).orderBy('id').execute()
  const couriers = await db.selectFrom('courier').select(courierColumns).orderBy('id').execute()
  const rights = await db
    .selectFrom('pickup_right')
    .select(['id', 'shipment_id', 'locker_id', 'code_sealed', 'code_verifier', 'valid_from'])
    .select(['valid_until', 'created_at', 'revoked_at'])
    .orderBy('id')
    .execute()
  return {
    shipments: shipments.map(shipmentOf),
    parcels: parcels.map(parcelOf),
    commands: commands.map(commandOf),
    couriers: couriers.map(courierOf),
    rights: rights.map((row) => ({
      id: idOf('grn', row.id),
      shipment: idOf('shp', row.shipment_id),
      locker: idOf('lck', row.locker_id),
      codeSealed: row.code_sealed,
      codeVerifier: row.code_verifier,
      validFrom: row.valid_from,
      validUntil: row.valid_until,
      createdAt: row.created_at,
      revokedAt: row.revoked_at,
    })),
    custody: await custodyIn(db),
  }
}

async function custodyIn(db: Kysely<Db>): Promise<Content['custody']> {
  const rows = await db
    .selectFrom('custody_event')
    .select(['id', 'parcel_id', 'at', 'kind', 'locker_id', 'cell_id', 'stay_id', 'actor'])
    .select(['detail', 'journal_id', 'seq'])
    .orderBy('id')
    .execute()
  return rows.map(({ id, at, kind, actor, detail, seq, ...row }) => ({
    id,
    at,
    kind,
    actor,
    detail,
    seq,
    parcel: idOf('prc', row.parcel_id),
    locker: idOf('lck', row.locker_id ?? ''),
    cell: maybeId('cel', row.cell_id),
    stay: maybeId('sty', row.stay_id),
    journal: maybeId('jrn', row.journal_id),
  }))
}

async function journalsIn(db: Kysely<Db>) {
  const place = ['locker_id', 'journal_id'] as const
  const journals = await db
    .selectFrom('journal')
    .select(place)
    .select(['received_through', 'applied_through', 'last_hash', 'ladder', 'created_at'])
    .orderBy('locker_id')
    .orderBy('journal_id')
    .execute()
  const entries = await db
    .selectFrom('entry')
    .select(place)
    .select(['seq', 'at', 'synced', 'body', 'hash', 'received_at'])
    .orderBy('locker_id')
    .orderBy('journal_id')
    .orderBy('seq')
    .execute()
  const quarantine = await db
    .selectFrom('quarantine')
    .select(place)
    .select(['seq', 'error', 'resolution'])
    .orderBy('locker_id')
    .orderBy('journal_id')
    .orderBy(sql`seq::text collate "C"`)
    .execute()
  return {
    journals: journals.map((row) => ({
      ...placeOf(row),
      receivedThrough: row.received_through,
      appliedThrough: row.applied_through,
      lastHash: row.last_hash,
      ladder: row.ladder,
      createdAt: row.created_at,
    })),
    entries: entries.map(({ seq, at, synced, body, hash, ...row }) => {
      return { ...placeOf(row), seq, at, synced, body, hash, receivedAt: row.received_at }
    }),
    quarantine: quarantine.map(({ seq, error, resolution, ...row }) => {
      return { ...placeOf(row), seq, error, resolution }
    }),
  }
}

const placeOf = (row: { locker_id: string; journal_id: string }) => ({
  locker: idOf('lck', row.locker_id),
  journal: idOf('jrn', row.journal_id),
})

async function machinesIn(db: Kysely<Db>) {
  const lockers = await db
    .selectFrom('locker')
    .select(['id', 'public_key', 'device_version', 'last_seen_at', 'fork_seen_at'])
    .orderBy('id')
    .execute()
  const codes = await db
    .selectFrom('enrolment_code')
    .select(['code_hash', 'locker_id', 'expires_at', 'used_at'])
    .orderBy('code_hash')
    .execute()
  const cells = await db
    .selectFrom('cell_mirror')
    .select(['locker_id', 'cell_id', 'state'])
    .orderBy('locker_id')
    .orderBy('cell_id')
    .execute()
  const stays = await db
    .selectFrom('stay_mirror')
    .select(['locker_id', 'state'])
    .orderBy('id')
    .execute()
  return {
    lockers: lockers.map((row) => ({
      id: idOf('lck', row.id),
      publicKey: row.public_key,
      deviceVersion: row.device_version,
      lastSeenAt: row.last_seen_at,
      forkSeenAt: row.fork_seen_at,
    })),
    codes: codes.map(({ code_hash: hash, locker_id, expires_at: expiresAt, used_at: usedAt }) => {
      return { hash, locker: idOf('lck', locker_id), expiresAt, usedAt }
    }),
    cells: cells.map(({ locker_id, cell_id, state }) => {
      return { locker: idOf('lck', locker_id), cell: idOf('cel', cell_id), state }
    }),
    stays: stays.map(({ locker_id, state }) => ({ locker: idOf('lck', locker_id), stay: state })),
  }
}

async function messagesIn(db: Kysely<Db>) {
  const messages = await db
    .selectFrom('message')
    .select(['id', 'organization_id', 'shipment_id', 'kind', 'channel', 'recipient', 'locale'])
    .select(['data', 'dedupe_key', 'state', 'attempts', 'last_error', 'created_at'])
    .select(['next_attempt_at', 'finished_at'])
    .orderBy('id')
    .execute()
  const endpoints = await db
    .selectFrom('webhook_endpoint')
    .select(['id', 'organization_id', 'events', 'disabled_at'])
    .orderBy('id')
    .execute()
  const alarms = await db
    .selectFrom('alarm')
    .select(['id', 'locker_id', 'kind', 'cell_id', 'detail', 'at', 'dedupe_key'])
    .orderBy(sql`dedupe_key collate "C"`)
    .execute()
  const { rows: jobs } = await sql<AskedJob>`
    select message, is_webhook as "isWebhook", due_at as "dueAt" from asked_job order by message`.execute(
    db,
  )
  return {
    messages: messages.map(({ id, kind, channel, recipient, locale, data, ...row }) => ({
      id,
      kind,
      channel,
      recipient,
      locale,
      data,
      state: row.state,
      attempts: row.attempts,
      organization: row.organization_id,
      shipment: row.shipment_id,
      dedupeKey: row.dedupe_key,
      lastError: row.last_error,
      createdAt: row.created_at,
      nextAttemptAt: row.next_attempt_at,
      finishedAt: row.finished_at,
    })),
    endpoints: endpoints.map(({ disabled_at: disabledAt, ...row }) => ({ ...row, disabledAt })),
    alarms: alarms.map(({ id, locker_id, kind, cell_id, detail, at, dedupe_key: dedupeKey }) => ({
      id,
      kind,
      detail,
      at,
      dedupeKey,
      locker: idOf('lck', must(locker_id, 'rules raise alarms about lockers')),
      cell: maybeId('cel', cell_id),
    })),
    jobs,
  }
}

async function feedIn(db: Kysely<Db>) {
  const items = await db
    .selectFrom('feed_item')
    .select(['stream_id', 'key', 'version', 'dead', 'body', 'as_of_seq'])
    .orderBy('stream_id')
    .orderBy('key')
    .execute()
  return {
    streams: await db
      .selectFrom('stream')
      .select(['id as stream', 'head', 'floor'])
      .orderBy('id')
      .execute(),
    feed: items.map(({ stream_id: stream, key, version, dead, body, as_of_seq: asOfSeq }) => {
      return { stream, key, version, dead, body, asOfSeq }
    }),
  }
}
