import type { Zone } from '@cubby/domain/cells/layout'
import type { StorageRules } from '@cubby/domain/processes/process'
import type { Command } from '@cubby/domain/rights/directory'
import type { ParcelStatus, ShipmentStatus } from '@cubby/domain/shipments/status'
import type { Generated } from 'kysely'
import type { DoerKind } from './link-tables.ts'
import type { Json, MaybeTimestamp, Timestamp } from './column.ts'

export type CommandStatus = 'waiting' | 'accepted' | 'refused' | 'expired' | 'done' | 'unknown'

export type ShipmentTables = {
  shipment: {
    id: string
    organization_id: string
    carrier_id: string | null
    locker_id: string
    reference: string | null
    recipient_email: string | null
    recipient_phone: string | null
    recipient_locale: string
    status: ShipmentStatus
    rules: Json<StorageRules>
    created_at: Timestamp
    ready_at: MaybeTimestamp
    due_at: MaybeTimestamp
    extensions: Generated<number>
    cancelled_at: MaybeTimestamp
    cancel_reason: string | null
    overdue_at: MaybeTimestamp
    collected_at: MaybeTimestamp
    next_timer_at: MaybeTimestamp
  }
  parcel: {
    id: string
    shipment_id: string | null
    organization_id: string
    locker_id: string
    label: string
    height_mm: number | null
    width_mm: number | null
    depth_mm: number | null
    grams: number
    zone: Zone
    low_cell: boolean
    status: ParcelStatus
    edge_id: string | null
    stay_id: string | null
    cell_id: string | null
    stored_at: MaybeTimestamp
    collected_at: MaybeTimestamp
    created_at: Timestamp
  }
  pickup_right: {
    id: string
    shipment_id: string
    locker_id: string
    code_sealed: string
    code_verifier: string
    valid_from: Timestamp
    valid_until: Timestamp
    created_at: Timestamp
    revoked_at: MaybeTimestamp
  }
  custody_event: {
    id: string
    parcel_id: string
    at: Timestamp
    kind: string
    locker_id: string | null
    cell_id: string | null
    stay_id: string | null
    actor: Json<Actor>
    detail: Json<Record<string, unknown>>
    journal_id: string | null
    seq: number | null
  }
  command: {
    id: string
    locker_id: string
    cell_id: string
    action: Json<Command['action']>
    reason: string
    asked_by: string
    asked_by_kind: Generated<DoerKind>
    as_of_seq: number | null
    not_before: Timestamp
    expires_at: Timestamp
    created_at: Timestamp
    status: CommandStatus
    outcome: string | null
    answered_at: MaybeTimestamp
  }
}

/** Who or what did something. */
export type Actor =
  | { kind: 'courier'; id: string }
  | { kind: 'recipient'; grant: string }
  | { kind: 'key'; id: string }
  | { kind: 'staff'; id: string }
  | { kind: 'rule'; name: string }
