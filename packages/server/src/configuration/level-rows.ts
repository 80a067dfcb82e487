import {
  type ConfigurationItem,
  type ConfiguredLevel,
  levelStream,
  type SettingValue,
} from '@cubby/domain/machine/configuration-item'
import type { Instant } from '@cubby/kit/clock'
import { idOf, type SegmentId, uuidOf } from '@cubby/kit/ids'
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

/**
 * What is set at these levels; one at which nothing was ever set is there with version 0. With `names` of settings only those are
 * read: a network of thousands of lockers has many others.
 */
export async function readLevels(
  db: Kysely<Db>,
  levels: readonly ConfiguredLevel[],
  names: readonly string[] | null = null,
): Promise<Map<ConfiguredLevel, KeptLevel>> {
  const ranks = await ranksOf(db, levels)
  const kept = new Map<ConfiguredLevel, KeptLevel>(
    levels.map((of) => [of, { of, version: 0, rank: ranks.get(of) ?? 0, settings: [] }]),
  )
  if (levels.length === 0) return kept
  const { rows } = await sql<Pick<KeptLevel, 'of' | 'version' | 'settings'>>`
    select c.level as of, c.version, ${settingsNamed(names)} as settings
    from configuration c where c.level = any(${levels}::text[])`.execute(db)
  for (const row of rows) kept.set(row.of, { ...row, rank: ranks.get(row.of) ?? 0 })
  return kept
}

/** The same of every level at which one of these settings is set, whether it is in force or not. */
export async function readAllLevels(
  db: Kysely<Db>,
  names: readonly string[],
): Promise<Map<ConfiguredLevel, KeptLevel>> {
  const named = names.map((name) => JSON.stringify([{ name }]))
  const { rows } = await sql<KeptLevel>`
    select c.level as of, c.version, coalesce(s.rank, 0) as rank, ${settingsNamed(names)} as settings
    from configuration c left join segment s on s.id = c.segment_id
    where c.settings @> any(${named}::jsonb[])`.execute(db)
  return new Map(rows.map((row) => [row.of, row]))
}

const settingsNamed = (names: readonly string[] | null) =>
  names === null
    ? sql`c.settings`
    : sql`jsonb_path_query_array(c.settings, '$[*] ? (@.name == $names[*])',
        ${JSON.stringify({ names })}::jsonb)`

async function ranksOf(db: Kysely<Db>, levels: readonly ConfiguredLevel[]) {
  const segments = levels.filter((of) => of.startsWith('seg_')).map((of) => uuidOf(of as SegmentId))
  if (segments.length === 0) return new Map<ConfiguredLevel, number>()
  const rows = await db
    .selectFrom('segment')
    .select(['id', 'rank'])
    .where('id', 'in', segments)
    .execute()
  return new Map<ConfiguredLevel, number>(rows.map(({ id, rank }) => [idOf('seg', id), rank]))
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

/** A level is no more: its settings go, and whoever still follows it is told, when there were any. */
export async function forgetLevel(
  trx: Transaction<Db>,
  of: ConfiguredLevel,
): Promise<FeedChange[]> {
  const { numDeletedRows } = await trx
    .deleteFrom('configuration')
    .where('level', '=', of)
    .executeTakeFirst()
  return numDeletedRows > 0n
    ? [{ stream: levelStream(of), key: feedKey('configuration', of), body: null }]
    : []
}

/** A segment has another rank now: its lockers are told its settings again, when there are any. */
export async function levelAgain(trx: Transaction<Db>, of: ConfiguredLevel): Promise<FeedChange[]> {
  const level = (await readLevels(trx, [of])).get(of)
  return level && level.settings.length > 0 ? [levelChange(level)] : []
}

/** What is not over yet. */
export const isNotOver = ({ until }: Pick<SettingValue, 'until'>, now: Instant) =>
  until === null || until > now
