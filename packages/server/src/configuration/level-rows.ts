import {
  type ConfigurationItem,
  type ConfiguredLevel,
  levelStream,
  type SettingValue,
} from '@cubby/domain/machine/configuration-item'
import type { Instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { feedKey } from '@cubby/protocol/link/messages'
import { type Kysely, sql, type Transaction } from 'kysely'
import { timestamp } from '../db/tables/column.ts'
import type { KeptSetting } from '../db/tables/configuration-tables.ts'
import type { Db } from '../db/tables.ts'
import type { FeedChange } from '../feed/feed-types.ts'

/** What is set at one level, as it is kept. */
export type KeptLevel = {
  of: ConfiguredLevel
  version: number
  rank: number
  settings: readonly KeptSetting[]
}

/** What is set at these levels; one at which nothing was ever set is there with version 0. */
export async function readLevels(
  db: Kysely<Db>,
  levels: readonly ConfiguredLevel[],
): Promise<Map<ConfiguredLevel, KeptLevel>> {
  const kept = new Map<ConfiguredLevel, KeptLevel>(
    levels.map((of) => [of, { of, version: 0, rank: 0, settings: [] }]),
  )
  if (levels.length === 0) return kept
  const { rows } = await sql<KeptLevel>`
    select asked.level as of, coalesce(s.rank, 0) as rank, coalesce(c.version, 0) as version,
      coalesce(c.settings, '[]'::jsonb) as settings
    from jsonb_to_recordset(${JSON.stringify(levels.map(ownersOf))}::jsonb)
      as asked (level text, segment_id uuid)
    left join configuration c on c.level = asked.level
    left join segment s on s.id = asked.segment_id`.execute(db)
  for (const row of rows) kept.set(row.of, row)
  return kept
}

/** The same for levels that are about to be changed: nobody else changes them until this transaction is over. */
export async function lockLevels(
  trx: Transaction<Db>,
  levels: readonly ConfiguredLevel[],
  now: Instant,
): Promise<Map<ConfiguredLevel, KeptLevel>> {
  await sql`
    insert into configuration (level, segment_id, locker_id, version, settings, changed_at)
    select level, segment_id, locker_id, 0, '[]'::jsonb, ${timestamp(now)}
    from jsonb_to_recordset(${JSON.stringify(levels.map(ownersOf))}::jsonb)
      as asked (level text, segment_id uuid, locker_id uuid)
    on conflict (level) do nothing`.execute(trx)
  // In one order, so that two who change many levels never wait for each other in a circle.
  await sql`
    select from configuration where level = any(${levels}::text[])
    order by level for no key update`.execute(trx)
  return readLevels(trx, levels)
}

/** Keeps what has become of the levels, each under its next version. */
export async function saveLevels(
  trx: Transaction<Db>,
  levels: readonly Pick<KeptLevel, 'of' | 'version' | 'settings'>[],
  now: Instant,
) {
  await sql`
    update configuration c set version = saved.version, settings = saved.settings,
      changed_at = ${timestamp(now)}
    from jsonb_to_recordset(${JSON.stringify(levels)}::jsonb)
      as saved ("of" text, version integer, settings jsonb)
    where c.level = saved."of"`.execute(trx)
}

const ownersOf = (of: ConfiguredLevel) => ({
  level: of,
  segment_id: of.startsWith('seg_') ? uuidOf(of) : null,
  locker_id: of.startsWith('lck_') ? uuidOf(of) : null,
})

/** A level as lockers know it. */
export const itemOf = ({ of, rank, settings }: KeptLevel): ConfigurationItem => ({
  of,
  rank,
  settings: settings.map(({ name, value, cell, from, until }) => ({
    name,
    value,
    cell,
    from,
    until,
  })),
})

/** What the lockers of a level must know of it: one write, however many follow. Where nothing is set, the item dies. */
export const levelChange = (level: KeptLevel): FeedChange => ({
  stream: levelStream(level.of),
  key: feedKey('configuration', level.of),
  body: level.settings.length > 0 ? itemOf(level) : null,
})

/** What is not over yet. */
export const isNotOver = ({ until }: Pick<SettingValue, 'until'>, now: Instant) =>
  until === null || until > now
