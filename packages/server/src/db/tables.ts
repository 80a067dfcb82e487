import { type Instant, isoTime } from '@cubby/kit/clock'
import { type ColumnType, type Generated, type JSONColumnType, sql } from 'kysely'

/**
 * A `timestamptz`: read as an `Instant`, written and compared as `timestamp(instant)`. A bare number means
 * nothing to PostgreSQL; the second type lets the compiler say so for what is inserted or set.
 */
export type Timestamp = ColumnType<Instant, StoredInstant, StoredInstant>
export type MaybeTimestamp = ColumnType<
  Instant | null,
  StoredInstant | null | undefined,
  StoredInstant | null
>
type StoredInstant = Instant & { readonly isStored: true }

/** The form in which a moment is handed to the database. */
export const timestamp = (at: Instant) => sql<StoredInstant>`${isoTime(at)}::timestamptz`

/** Every table. Columns are spelled as in the database; each area adds its own below. */
export type Db = {
  schema_migration: SchemaMigrationTable
  stream: StreamTable
  feed_item: FeedItemTable
}

type SchemaMigrationTable = {
  id: number
  name: string
  oldest_safe_server: number
  applied_at: ColumnType<Instant, never, never>
}

/** One row per stream of the feed; `head` is the version of its latest change. */
type StreamTable = {
  id: string
  /** Changes when a backup is restored: versions counted before mean nothing any more. */
  epoch: Generated<string>
  head: number
  /** Tombstones up to this version are gone; whoever stands below needs a snapshot. */
  floor: Generated<number>
}

/** The present state of each key, at the version of its last change. Written only by the feed store. */
type FeedItemTable = {
  stream_id: string
  key: string
  version: number
  dead: boolean
  body: JSONColumnType<object> | null
  as_of_seq: number | null
  expires_at: MaybeTimestamp
  changed_at: Timestamp
}
