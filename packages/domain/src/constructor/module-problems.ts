import type { Area } from '../cells/layout.ts'
import type { DesignProblem, ModuleProblemCode } from './design-problem.ts'
import type { ModuleCell, ModuleDesign } from './module-design.ts'

type Problem = DesignProblem<ModuleProblemCode>

/** True when two rectangles share more than an edge. */
export const overlaps = (one: Area, other: Area) =>
  one.x < other.x + other.width &&
  other.x < one.x + one.width &&
  one.y < other.y + other.height &&
  other.y < one.y + one.height

/** Everything that is wrong with a module, the first things first: its cells from the list's start, then the module as a whole. */
export function moduleProblems(design: ModuleDesign): Problem[] {
  const keys = new Map<string, number>()
  return [
    ...design.cells.flatMap((cell, index) => {
      const first = keys.get(cell.key)
      if (first === undefined) keys.set(cell.key, index)
      return [
        ...(first === undefined
          ? []
          : [
              error('duplicate', `/cells/${index}/key`, `the key ${cell.key} stands twice`, {
                key: cell.key,
              }),
            ]),
        ...cellProblems(cell, index, design),
      ]
    }),
    ...design.controls.flatMap((_, index) => controlProblems(index, design)),
    ...wholeProblems(design),
  ]
}

function cellProblems(cell: ModuleCell, index: number, design: ModuleDesign): Problem[] {
  const pointer = `/cells/${index}`
  const { area, size } = cell
  const found = placeProblems(area, pointer, design)
  if (size.width > area.width || size.height > area.height || size.depth > design.depthMm)
    found.push(error('inner-larger', `${pointer}/size`, 'the inside is larger than the outside'))
  if (new Set(cell.sides).size < cell.sides.length)
    found.push(error('duplicate', `${pointer}/sides`, 'a side stands twice'))
  design.cells.slice(index + 1).forEach((other, i) => {
    if (overlaps(area, other.area))
      found.push(...sharing(cell, other, design, pointer, index + 1 + i))
  })
  if (cell.transparent && cell.zone === 'frozen')
    found.push(warning('glass-frozen', `${pointer}/transparent`, 'glass before frozen goods mists'))
  if (cell.socket && cell.zone !== 'ambient')
    found.push(warning('socket-cold', `${pointer}/socket`, 'a socket in the cold gets wet'))
  if (cell.purposes.includes('charging') && !cell.socket)
    found.push(warning('charging-no-socket', `${pointer}/purposes`, 'charging needs a socket'))
  return found
}

/** Two cells behind the same spot of the front: well when each has its own side and both are short enough. */
function sharing(
  one: ModuleCell,
  other: ModuleCell,
  { depthMm }: ModuleDesign,
  pointer: string,
  otherIndex: number,
): Problem[] {
  const backToBack = !one.sides.some((side) => other.sides.includes(side))
  if (!backToBack)
    return [error('overlap', pointer, `overlaps cell ${otherIndex}`, { other: otherIndex })]
  const depth = one.size.depth + other.size.depth
  if (depth <= depthMm) return []
  const values = { other: otherIndex, depth, most: depthMm }
  return [
    error(
      'too-deep',
      `${pointer}/size/depth`,
      `deeper than the module with the cell behind`,
      values,
    ),
  ]
}

function controlProblems(index: number, design: ModuleDesign): Problem[] {
  const control = design.controls[index]
  if (!control) return []
  const pointer = `/controls/${index}`
  const found = placeProblems(control.area, pointer, design)
  if (design.kind !== 'control')
    found.push(error('controls-not-here', pointer, 'only a control module carries controls'))
  const inTheWay = (side: string, area: Area) =>
    side === control.side && overlaps(area, control.area)
  design.cells.forEach(({ sides, area }, other) => {
    if (sides.some((side) => inTheWay(side, area)))
      found.push(error('overlap', pointer, `overlaps cell ${other}`, { other }))
  })
  design.controls.slice(index + 1).forEach(({ side, area }, i) => {
    if (inTheWay(side, area))
      found.push(error('overlap', pointer, `overlaps control ${index + 1 + i}`))
  })
  return found
}

function placeProblems(area: Area, pointer: string, design: ModuleDesign): Problem[] {
  const found: Problem[] = []
  if (area.x + area.width > design.widthMm || area.y + area.height > design.heightMm)
    found.push(error('outside', `${pointer}/area`, 'reaches beyond the module'))
  if (area.y < design.plinthMm)
    found.push(
      error('in-plinth', `${pointer}/area/y`, `begins below the plinth of ${design.plinthMm} mm`, {
        plinth: design.plinthMm,
      }),
    )
  return found
}

function wholeProblems({ cells, controls, board }: ModuleDesign): Problem[] {
  const found: Problem[] = []
  if (cells.length === 0 && controls.length === 0)
    found.push(error('empty', '/cells', 'there is nothing in this module'))
  const doors = cells.reduce((sum, { sides }) => sum + sides.length, 0)
  if (board && doors > board.channels)
    found.push(
      warning('channels-few', '/board/channels', `${doors} doors and ${board.channels} channels`, {
        doors,
        channels: board.channels,
      }),
    )
  return found
}

const problem =
  (level: Problem['level']) =>
  (
    code: ModuleProblemCode,
    pointer: string,
    detail: string,
    values: Problem['values'] = {},
  ): Problem => ({ level, code, pointer, detail, values })
const error = problem('error')
const warning = problem('warning')
