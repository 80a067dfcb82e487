import type { Instant } from '@cubby/kit/clock'
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import type { ActivityTables } from './tables/activity-tables.ts'
import type { MaybeTimestamp, Timestamp } from './tables/column.ts'
import type { ConfigurationTables } from './tables/configuration-tables.ts'
import type { LinkTables } from './tables/link-tables.ts'
import type { MachineTables } from './tables/machine-tables.ts'
import type { ModelTables } from './tables/model-tables.ts'
import type { NetworkTables } from './tables/network-tables.ts'
import type { NotificationTables } from './tables/notification-tables.ts'
import type { ShipmentTables } from './tables/shipment-tables.ts'
import type { StaffTables } from './tables/staff-tables.ts'
import type { TariffTables } from './tables/tariff-tables.ts'

/** Every table. Columns are spelled as in the database; each area adds its own below. */
export type Db = {
  schema_migration: SchemaMigrationTable
  stream: StreamTable
  feed_item: FeedItemTable
} & NetworkTables &
  ModelTables &
  ShipmentTables &
  LinkTables &
  MachineTables &
  NotificationTables &
  StaffTables &
  ActivityTables &
  ConfigurationTables &
  TariffTables

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
