import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { Json, MaybeTimestamp, Timestamp } from './column.ts'
import type { DoerKind } from './link-tables.ts'

export type ModelKind = 'module' | 'locker'

/** What lists show of the newest version, so that they need not read its drawing. */
export type ModuleFigures = {
  kind: ModuleDesign['kind']
  widthMm: number
  heightMm: number
  cells: number
}
export type LockerFigures = { widthMm: number; modules: number; cells: number; twoSided: boolean }

export type ModelTables = {
  model: {
    id: string
    kind: ModelKind
    name: string
    latest_version: number
    released_version: number | null
    figures: Json<ModuleFigures | LockerFigures>
    created_at: Timestamp
    changed_at: Timestamp
  }
  model_version: {
    model_id: string
    version: number
    design: Json<ModuleDesign | LockerDesign>
    note: string | null
    made_at: Timestamp
    made_by: string
    made_by_kind: DoerKind
    released_at: MaybeTimestamp
    released_by: string | null
    released_by_kind: DoerKind | null
  }
  model_module: {
    model_id: string
    version: number
    module_id: string
    module_version: number
  }
}
