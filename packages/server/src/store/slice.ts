import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Zone } from '@cubby/domain/cells/layout'
import type { Stay } from '@cubby/domain/cells/stay'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Ladder } from '@cubby/domain/rights/ladder'
import type { ParcelStatus, ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Instant } from '@cubby/kit/clock'
import type {
  CellId,
  CommandId,
  GrantId,
  JournalId,
  LockerId,
  OrganizationId,
  ParcelId,
  ShipmentId,
  StayId,
} from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'
import type { CommandStatus } from '../db/tables/shipment-tables.ts'
import type { ListeningEndpoint } from '../notifications/message-draft.ts'

export type ParcelRow = {
  id: ParcelId
  /** Null: put in unannounced and not matched yet. */
  shipment: ShipmentId | null
  organization: OrganizationId
  locker: LockerId
  label: string
  size: Size | null
  grams: number
  zone: Zone
  lowCell: boolean
  status: ParcelStatus
  /** What the locker calls it, where it met the parcel before its announcement. */
  edgeId: ParcelId | null
  stay: StayId | null
  cell: CellId | null
  storedAt: Instant | null
  collectedAt: Instant | null
}

export type ShipmentRow = {
  id: ShipmentId
  organization: OrganizationId
  carrier: OrganizationId | null
  locker: LockerId
  reference: string | null
  email: string | null
  phone: string | null
  locale: string
  status: ShipmentStatus
  rules: StorageRules
  readyAt: Instant | null
  dueAt: Instant | null
  extensions: number
  cancelledAt: Instant | null
  overdueAt: Instant | null
  collectedAt: Instant | null
  nextTimerAt: Instant | null
}

export type RightRow = {
  id: GrantId
  shipment: ShipmentId
  codeVerifier: string
  validFrom: Instant
  validUntil: Instant
}

export type CommandRow = {
  id: CommandId
  locker: LockerId
  status: CommandStatus
  outcome: string | null
  answeredAt: Instant | null
}

export type MirroredStay = { locker: LockerId; stay: Stay }

/** The part of the database that a batch may touch, by id. Cells by `cellKey`, ladders by `journalKey`. */
export type Slice = {
  cells: Map<string, CellState>
  stays: Map<string, MirroredStay>
  ladders: Map<string, Ladder>
  parcels: Map<string, ParcelRow>
  shipments: Map<string, ShipmentRow>
  rights: Map<string, RightRow>
  commands: Map<string, CommandRow>
  endpoints: ListeningEndpoint[]
  /** Those named by unannounced parcels that exist. */
  organizations: Set<string>
}

/** What a batch may touch, for the store to load. */
export type Wanted = {
  cells: { locker: LockerId; cell: CellId }[]
  stays: StayId[]
  /** Cells that staff have looked into: the disputed stays in them are wanted. */
  disputedIn: { locker: LockerId; cell: CellId }[]
  parcels: ParcelId[]
  shipments: ShipmentId[]
  commands: CommandId[]
  /** Labels that came, or were announced, without the other side being known. */
  labels: { locker: LockerId; label: string }[]
  organizations: OrganizationId[]
}

/** A slice with nothing in it. */
export const emptySlice = (): Slice => ({
  cells: new Map(),
  stays: new Map(),
  ladders: new Map(),
  parcels: new Map(),
  shipments: new Map(),
  rights: new Map(),
  commands: new Map(),
  endpoints: [],
  organizations: new Set(),
})

/** A wish for nothing. */
export const nothingWanted = (): Wanted => ({
  cells: [],
  stays: [],
  disputedIn: [],
  parcels: [],
  shipments: [],
  commands: [],
  labels: [],
  organizations: [],
})

export const cellKey = (locker: LockerId, cell: CellId) => `${locker} ${cell}`
export const journalKey = (locker: LockerId, journal: JournalId) => `${locker} ${journal}`
