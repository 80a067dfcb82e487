import type { Layout } from '@cubby/domain/cells/layout'
import type { LocationStatus } from '@cubby/protocol/operations/locations/location-shapes'
import type {
  ImportedLocker,
  ImportNote,
  ImportResult,
} from '@cubby/protocol/operations/network/import-shapes'
import type { Address, StoredClosure } from '../../db/tables/network-tables.ts'

/** All that is kept of a place. */
export type PlaceFacts = {
  name: string
  code: string | null
  address: Address
  latitude: number
  longitude: number
  timeZone: string
  openingHours: string | null
  courierHours: string | null
  closures: readonly StoredClosure[]
  directions: Record<string, string>
  status: LocationStatus
}

/** A locker that is to be put up; its layout is drawn when it is written. */
export type NewLocker = { name: string } & (
  | { from: 'sizes'; cells: NonNullable<ImportedLocker['cells']> }
  | { from: 'model'; model: KnownModel }
)

/** A locker model as machines are built from it today. */
export type KnownModel = { id: string; name: string; version: number; layout: Layout }

/** What is to become of one row. */
export type PlannedRow = {
  row: number
  shown: { code: string | null; name: string | null; city: string | null }
  result: ImportResult
  /** As the database has it; of a new place the one that it will have. Null: refused. */
  id: string | null
  before: PlaceFacts | null
  after: PlaceFacts | null
  newLockers: NewLocker[]
  notes: ImportNote[]
}
