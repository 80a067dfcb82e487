import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { ModuleModelId } from '@cubby/kit/ids'

/** One cell of a module, with everything as usual that is not named. Its door leaves 10 mm of steel around the inside. */
export function aModuleCell(
  key: string,
  area: ModuleCell['area'],
  over: Partial<Omit<ModuleCell, 'key' | 'area'>> = {},
): ModuleCell {
  return {
    key,
    area,
    size: { height: area.height - 20, width: area.width - 20, depth: 500 },
    type: 'A',
    sides: ['front'],
    zone: 'ambient',
    purposes: ['delivery'],
    socket: false,
    transparent: false,
    light: false,
    gramsMax: 25_000,
    ...over,
  }
}

/** A module 400 mm wide and 2 m high, empty unless cells are given. */
export const aModule = (over: Partial<ModuleDesign> = {}): ModuleDesign => ({
  kind: 'cells',
  widthMm: 400,
  heightMm: 2_000,
  depthMm: 600,
  gramsEmpty: 60_000,
  plinthMm: 100,
  cells: [],
  controls: [],
  board: null,
  ...over,
})

/** The usual heights of the three size classes, doors included. */
const heights = { A: 100, B: 210, C: 430 } as const

/** A column of cells from the plinth upwards, such as `CBBA`. */
export function aColumn(types: string, over: Partial<ModuleDesign> = {}): ModuleDesign {
  let y = over.plinthMm ?? 100
  const cells = Array.from(types, (type, index) => {
    const height = heights[type as keyof typeof heights]
    const cell = aModuleCell(`c${index + 1}`, { x: 0, y, width: 400, height }, { type })
    y += height
    return cell
  })
  return aModule({ heightMm: Math.max(2_000, y), cells, ...over })
}

/** A column with a screen and a terminal within reach, and three small cells above them. */
export const aControlModule = (over: Partial<ModuleDesign> = {}): ModuleDesign =>
  aModule({
    kind: 'control',
    cells: [1_500, 1_600, 1_700].map((y, i) =>
      aModuleCell(`c${i + 1}`, { x: 0, y, width: 400, height: 100 }),
    ),
    controls: [
      { kind: 'screen', side: 'front', area: { x: 60, y: 900, width: 280, height: 400 } },
      { kind: 'terminal', side: 'front', area: { x: 60, y: 700, width: 100, height: 160 } },
    ],
    ...over,
  })

/** A machine with one side, without modules unless they are given. */
export const aLockerDesign = (over: Partial<LockerDesign> = {}): LockerDesign => ({
  modules: [],
  twoSided: false,
  baseMm: 100,
  naming: { scheme: 'letters', order: 'bottom-up' },
  wanted: [],
  floorKgPerSquareMetreMax: null,
  widthMmMax: null,
  ...over,
})

/** Places for these models in their order, each in its first version. */
export const inARow = (...models: readonly ModuleModelId[]): LockerDesign['modules'] =>
  models.map((module, index) => ({
    slot: `m${index + 1}`,
    module,
    version: 1,
    mirrored: false,
  }))
