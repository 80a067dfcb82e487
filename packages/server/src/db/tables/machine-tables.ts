import type { CellSpec, Side } from '@cubby/domain/cells/layout'
import type { Devices } from '@cubby/domain/machine/devices/devices'
import type { Generated } from 'kysely'
import type { Json, MaybeJson, MaybeTimestamp, Timestamp } from './column.ts'
import type { DoerKind } from './link-tables.ts'

/** What somebody saw of a door: it was the right one, none opened, or it opened and its contact did not say so. */
export type ProofResult = 'right' | 'none' | 'unseen'

export type MachineTables = {
  leaving_cell: {
    locker_id: string
    cell_id: string
    spec: Json<CellSpec>
    place: string
    left_at: Timestamp
    gone_at: MaybeTimestamp
  }
  door_proof: {
    locker_id: string
    cell_id: string
    side: Side
    wire: string
    command_id: string | null
    result: ProofResult | null
    answered_at: MaybeTimestamp
    answered_by: string | null
    answered_by_kind: DoerKind | null
  }
  locker_devices: {
    locker_id: string
    version: Generated<number>
    devices: MaybeJson<Devices>
    secrets: string | null
    changed_at: MaybeTimestamp
    used_version: number | null
    used_at: MaybeTimestamp
  }
  device_fault: { locker_id: string; part: string; code: string; since: Timestamp }
}
