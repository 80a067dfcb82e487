import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import type { ModuleCell, ModuleDesign } from '@cubby/domain/constructor/module-design'
import type { LockerModelId, ModuleModelId } from '@cubby/kit/ids'
import { createLockerModel } from '@cubby/protocol/operations/models/create-locker-model'
import { createModuleModel } from '@cubby/protocol/operations/models/create-module-model'
import { releaseLockerModel } from '@cubby/protocol/operations/models/release-locker-model'
import { releaseModuleModel } from '@cubby/protocol/operations/models/release-module-model'
import type { ApiClient } from '@cubby/testing/network/api-client'

/** The measures of the street locker: three classes over one width, with 10 mm of steel around each. */
const heights = { A: 100, B: 210, C: 430 } as const
const WIDTH = 400
const HEIGHT = 1_900
const DEPTH = 700
const PLINTH = 60
const BASE = 50
/** The cells of the control column begin above its screen. */
const ABOVE_SCREEN = 960

const columns = {
  'Column CCBBBAAA': 'CCBBBAAA',
  'Column BBBBBBAAAAA': 'BBBBBBAAAAA',
  'Column BBBBBBBAAA': 'BBBBBBBAAA',
  'Column CBBBBAAAAA': 'CBBBBAAAAA',
} as const
type ColumnName = keyof typeof columns

/** The columns of the street locker from left to right; `null` is the one with the screen. */
const street: readonly (ColumnName | null)[] = [
  'Column CCBBBAAA',
  'Column BBBBBBAAAAA',
  'Column BBBBBBBAAA',
  'Column CBBBBAAAAA',
  null,
  'Column CBBBBAAAAA',
  'Column BBBBBBBAAA',
  'Column BBBBBBAAAAA',
  'Column CCBBBAAA',
  'Column BBBBBBBAAA',
]

/**
 * Draws a few modules and the machine that stands at Station Square, and releases them, so that the constructor has something to begin
 * with. Answers the locker model.
 */
export async function drawFirstModels(operator: ApiClient): Promise<LockerModelId> {
  const drawn = new Map<ColumnName | null, ModuleModelId>()
  for (const [name, types] of Object.entries(columns) as [ColumnName, string][])
    drawn.set(name, await release(operator, name, columnOf(types, PLINTH)))
  drawn.set(null, await release(operator, 'Control column', controlColumn()))
  await release(operator, 'Charging column', chargingColumn())
  await release(operator, 'Fresh column, two sides', freshColumn())
  const design: LockerDesign = {
    modules: street.flatMap((name, index) => {
      const module = drawn.get(name)
      return module ? [{ slot: `m${index + 1}`, module, version: 1, mirrored: false }] : []
    }),
    twoSided: false,
    baseMm: BASE,
    naming: { scheme: 'numbers', order: 'bottom-up', from: 1, digits: 2 },
    wanted: [
      { type: 'A', count: 40 },
      { type: 'B', count: 30 },
      { type: 'C', count: 6 },
    ],
    floorKgPerSquareMetreMax: 2_000,
    widthMmMax: 4_500,
  }
  const { id } = await operator.call(createLockerModel, {
    body: { name: 'Street locker, ten columns', design },
  })
  await operator.call(releaseLockerModel, { params: { model: id }, body: { version: 1 } })
  return id
}

async function release(operator: ApiClient, name: string, design: ModuleDesign) {
  const { id } = await operator.call(createModuleModel, { body: { name, design } })
  await operator.call(releaseModuleModel, { params: { model: id }, body: { version: 1 } })
  return id
}

const aCell = (
  key: string,
  area: ModuleCell['area'],
  over: Partial<Omit<ModuleCell, 'key' | 'area'>>,
): ModuleCell => ({
  key,
  area,
  size: { height: area.height - 20, width: area.width - 20, depth: 640 },
  type: 'A',
  sides: ['front'],
  zone: 'ambient',
  purposes: ['delivery'],
  socket: false,
  transparent: false,
  light: false,
  gramsMax: 25_000,
  ...over,
})

/** Bottom to top. */
function columnOf(types: string, lowest: number): ModuleDesign {
  let y = lowest
  const cells = Array.from(types, (type, index) => {
    const height = heights[type as keyof typeof heights]
    const cell = aCell(`c${index + 1}`, { x: 0, y, width: WIDTH, height }, { type })
    y += height
    return cell
  })
  return {
    kind: 'cells',
    widthMm: WIDTH,
    heightMm: HEIGHT,
    depthMm: DEPTH,
    gramsEmpty: 85_000,
    plinthMm: PLINTH,
    cells,
    controls: [],
    board: { model: 'CU-16', channels: 16 },
  }
}

const controlColumn = (): ModuleDesign => ({
  ...columnOf('AAAAAAAAA', ABOVE_SCREEN),
  kind: 'control',
  controls: [
    { kind: 'screen', side: 'front', area: { x: 50, y: 530, width: 300, height: 400 } },
    { kind: 'scanner', side: 'front', area: { x: 50, y: 400, width: 120, height: 100 } },
    { kind: 'terminal', side: 'front', area: { x: 230, y: 360, width: 120, height: 140 } },
  ],
})

/** Small cells two by two, each with a socket and a light. */
function chargingColumn(): ModuleDesign {
  const cells = Array.from({ length: 18 }, (_, index) =>
    aCell(
      `c${index + 1}`,
      { x: (index % 2) * 200, y: PLINTH + Math.floor(index / 2) * 200, width: 200, height: 200 },
      {
        type: 'S',
        size: { height: 180, width: 180, depth: 400 },
        purposes: ['storage', 'charging'],
        socket: true,
        light: true,
        gramsMax: 8_000,
      },
    ),
  )
  return { ...columnOf('', PLINTH), cells, board: { model: 'CU-24', channels: 24 } }
}

/** Chilled cells behind glass that are filled from the back. */
function freshColumn(): ModuleDesign {
  const cells = Array.from({ length: 6 }, (_, index) =>
    aCell(
      `c${index + 1}`,
      { x: 0, y: PLINTH + index * 300, width: 600, height: 300 },
      {
        type: 'F',
        size: { height: 260, width: 560, depth: 600 },
        sides: ['front', 'back'],
        zone: 'chilled',
        purposes: ['handover', 'vending'],
        transparent: true,
        light: true,
        gramsMax: 15_000,
      },
    ),
  )
  const frame = columnOf('', PLINTH)
  return { ...frame, widthMm: 600, gramsEmpty: 140_000, cells }
}
