import { type Instant, isoTime } from '@cubby/kit/clock'
import { type ColumnType, sql } from 'kysely'

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

/** A `jsonb` column: read as its value, written as JSON text. */
export type Json<T> = ColumnType<T, string, string>

/** A `jsonb` column that may be null. */
export type MaybeJson<T> = ColumnType<T | null, string | null | undefined, string | null>

/** A `jsonb` column that has a default. */
export type JsonOr<T> = ColumnType<T, string | undefined, string>
