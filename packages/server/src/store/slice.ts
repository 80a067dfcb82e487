import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Zone } from '@cubby/domain/cells/layout'
import type { Stay } from '@cubby/domain/cells/stay'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Command } from '@cubby/domain/rights/directory'
import type { Ladder } from '@cubby/domain/rights/ladder'
import type { ParcelStatus, ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Instant } from '@cubby/kit/clock'
import type {
  ApiKeyId,
  CellId,
  CommandId,
  GrantId,
  JournalId,
  LockerId,
  OrganizationId,
  ParcelId,
  ShipmentId,
  StaffId,
  StayId,
} from '@cubby/kit/ids'
import type { Size } from '@cubby/kit/units'
import type { CommandStatus } from '../db/tables/shipment-tables.ts'

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
  createdAt: Instant
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
  cancelReason: string | null
  overdueAt: Instant | null
  collectedAt: Instant | null
  nextTimerAt: Instant | null
  createdAt: Instant
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

/** A command with the question that it is. */
export type AskedCommand = CommandRow & {
  action: Command['action']
  reason: string
  askedBy: ApiKeyId | StaffId
  /** How far we knew the locker's journal when we asked. */
  asOfSeq: number | null
  notBefore: Instant
  expiresAt: Instant
  createdAt: Instant
}

/** Where a shop's systems listen, and what they want to hear. Ids are UUIDs. */
export type ListeningEndpoint = { id: string; organization_id: string; events: readonly string[] }

export type MirroredStay = { locker: LockerId; stay: Stay }

/** The part of the store that a decision may touch, by id. Cells by `cellKey`, ladders by `journalKey`. */
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
  /** Who carries for whom, as the network operator has listed it, of shops whose shipments name no carrier and are being matched. */
  carriers: Map<string, ReadonlySet<string>>
}

/**
 * What a decision may touch, for the store to load. More comes with it than is named: with cells the stays that hold
 * them or have a door of them open; with stays their parcels; with parcels their shipments; with shipments (these are
 * locked) all their parcels, living rights, and the endpoints of their organizations that are not disabled.
 */
export type Wanted = {
  cells: { locker: LockerId; cell: CellId }[]
  stays: StayId[]
  /** Cells that staff have looked into: the disputed stays in them are wanted. */
  disputedIn: { locker: LockerId; cell: CellId }[]
  /** By our id or by the one that the locker minted. */
  parcels: ParcelId[]
  shipments: ShipmentId[]
  commands: CommandId[]
  /** Labels that came unannounced: what is announced under them, and what came under them before, is wanted. */
  labels: { locker: LockerId; label: string }[]
  /** Labels that are just being announced: parcels that came under them before, and their stays, are wanted; no more. */
  strangers: { locker: LockerId; label: string }[]
  /** Those whose existence is in question, because they brought a parcel that has no row yet. */
  organizations: OrganizationId[]
  /** Those whose endpoints are wanted, besides those of the shipments. */
  listeners: OrganizationId[]
}

/** What may change of a shipment, as it is at the announcement; all the rest is said there. */
export const justAnnounced = {
  status: 'announced',
  readyAt: null,
  dueAt: null,
  extensions: 0,
  cancelledAt: null,
  cancelReason: null,
  overdueAt: null,
  collectedAt: null,
  nextTimerAt: null,
} as const satisfies Partial<ShipmentRow>

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
  carriers: new Map(),
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
  strangers: [],
  organizations: [],
  listeners: [],
})

export const cellKey = (locker: LockerId, cell: CellId) => `${locker} ${cell}`
export const journalKey = (locker: LockerId, journal: JournalId) => `${locker} ${journal}`
