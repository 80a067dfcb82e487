import type { ConfiguredLevel, SettingValue } from '@cubby/domain/machine/configuration-item'
import type { Json, Timestamp } from './column.ts'

/** A value with when and why it was set. Moments are milliseconds, as lockers are told them. */
export type KeptSetting = SettingValue & { setAt: number; reason: string }

export type ConfigurationTables = {
  configuration: {
    level: ConfiguredLevel
    segment_id: string | null
    locker_id: string | null
    version: number
    settings: Json<readonly KeptSetting[]>
    changed_at: Timestamp
  }
}
