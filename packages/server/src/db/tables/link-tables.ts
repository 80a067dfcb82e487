import type { CellState } from '@cubby/domain/cells/cell-state'
import type { Stay, StayPhase } from '@cubby/domain/cells/stay'
import type { Ladder } from '@cubby/domain/rights/ladder'
import type { ColumnType } from 'kysely'
import type { Json, MaybeTimestamp, Timestamp } from './column.ts'

/** Whose id it is: that of a program's key, or of a person. */
export type DoerKind = 'key' | 'staff'

export type LinkTables = {
  journal: {
    locker_id: string
    journal_id: string
    received_through: number
    applied_through: number
    last_hash: string
    ladder: Json<Ladder>
    created_at: Timestamp
  }
  entry: {
    locker_id: string
    journal_id: string
    seq: number
    at: number
    boot: string
    mono: number
    synced: boolean
    type: string
    body: Json<{ type: string }>
    hash: string
    received_at: Timestamp
  }
  quarantine: {
    locker_id: string
    journal_id: string
    seq: number
    error: string
    created_at: Timestamp
    resolved_at: MaybeTimestamp
    resolution: 'skipped' | 'replayed' | null
    resolved_by: string | null
  }
  cell_mirror: {
    locker_id: string
    cell_id: string
    state: Json<CellState>
    use_kind: ColumnType<string, never, never>
    service_kind: ColumnType<string, never, never>
  }
  stay_mirror: {
    id: string
    locker_id: string
    cell_id: string
    phase: StayPhase
    state: Json<Stay>
  }
  alarm: {
    id: string
    locker_id: string | null
    kind: string
    cell_id: string | null
    detail: Json<Record<string, unknown>>
    at: Timestamp
    dedupe_key: string
    acknowledged_at: MaybeTimestamp
    acknowledged_by: string | null
    acknowledged_by_kind: DoerKind | null
  }
  dispute_resolution: {
    alarm_id: string
    resolution: 'handed-over' | 'lost' | 'unfounded' | 'other'
    note: string
    resolved_at: Timestamp
    resolved_by: string
    resolved_by_kind: DoerKind
  }
  used_challenge: { nonce: string; expires_at: Timestamp }
}
