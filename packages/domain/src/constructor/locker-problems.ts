import { limits } from '@cubby/kit/limits'
import { controlKinds } from '../cells/layout.ts'
import { namesOf } from './cell-names.ts'
import { type ModuleFinder, type StandingModule, standingModules } from './standing.ts'
import type { DesignProblem, LockerProblemCode } from './design-problem.ts'
import type { LockerDesign } from './locker-design.ts'
import { type LockerFacts, lockerFacts } from './locker-facts.ts'
import { isInReach, reach } from './reach.ts'

type Problem = DesignProblem<LockerProblemCode>

/** Everything that is wrong with a machine: its modules from the left, its doors and controls, then the machine as a whole. */
export function lockerProblems(design: LockerDesign, find: ModuleFinder): Problem[] {
  const standing = standingModules(design, find)
  const facts = lockerFacts(standing, design.baseMm)
  return [
    ...moduleProblems(design, find),
    ...standing.flatMap((module) => doorProblems(design, module)),
    ...nameProblems(design, standing),
    ...controlProblems(design, standing),
    ...reachProblems(facts),
    ...sizeProblems(design, facts),
    ...likenessProblems(standing),
  ]
}

function moduleProblems({ modules }: LockerDesign, find: ModuleFinder): Problem[] {
  const slots = new Set<string>()
  return modules.flatMap(({ slot, module, version }, index) => {
    const pointer = `/modules/${index}`
    const found: Problem[] = []
    if (slots.has(slot))
      found.push(error('duplicate', `${pointer}/slot`, `the place ${slot} stands twice`, { slot }))
    slots.add(slot)
    const known = find(module, version)
    if (!known)
      found.push(
        error('module-missing', pointer, 'there is no such version of a module model', { slot }),
      )
    else if (!known.isReleased)
      found.push(
        error('module-draft', pointer, 'this version of the module is not released', { slot }),
      )
    return found
  })
}

function doorProblems({ twoSided }: LockerDesign, { index, cells }: StandingModule): Problem[] {
  if (twoSided) return []
  const shut = cells.filter(({ cell }) => !cell.sides.includes('front')).length
  if (shut === 0) return []
  const detail = `${shut} cells have their only door at the back, and the machine has one side`
  return [error('back-shut', `/modules/${index}`, detail, { count: shut })]
}

function nameProblems({ naming }: LockerDesign, standing: readonly StandingModule[]): Problem[] {
  const names = namesOf(naming, standing)
  const own = new Set(
    naming.scheme === 'own' ? naming.names.map(({ slot, cell }) => `${slot} ${cell}`) : [],
  )
  const seen = new Map<string, number>()
  const found: Problem[] = []
  let missing = 0
  for (const { index, cells } of standing)
    for (const each of cells) {
      const name = names.get(each) ?? ''
      if (naming.scheme === 'own' && !own.has(`${each.slot} ${each.cell.key}`)) missing++
      const first = seen.get(name)
      if (first === undefined) seen.set(name, index)
      else
        found.push(
          error('name-duplicate', `/modules/${index}`, `two doors are called ${name}`, { name }),
        )
    }
  if (missing > 0)
    found.push(
      warning('name-missing', '/naming/names', `${missing} doors have no name of their own`, {
        count: missing,
      }),
    )
  // A thousand sentences of the same kind help nobody.
  return found.slice(0, 50)
}

function controlProblems(
  { twoSided }: LockerDesign,
  standing: readonly StandingModule[],
): Problem[] {
  const found: Problem[] = []
  const controls = standing.flatMap((module) =>
    module.controls.map((control) => ({ ...control, index: module.index })),
  )
  if (standing.length > 0 && standing.every(({ design }) => design.kind !== 'control'))
    found.push(error('control-none', '/modules', 'there is no control module'))
  else if (standing.length > 0 && controls.every(({ kind }) => kind !== 'screen'))
    found.push(warning('screen-none', '/modules', 'there is no screen'))
  // EN 301 549, 8.3.2.1: at least one of each type of operable part.
  for (const kind of controlKinds) {
    const ofKind = controls.filter((control) => control.kind === kind)
    const [first] = ofKind
    if (!first || ofKind.some(({ area }) => isInReach(area))) continue
    const middle = Math.round(first.area.y + first.area.height / 2)
    const values = { kind, middle, lowest: reach.lowestMm, highest: reach.highestMm }
    const detail = `the middle of the ${kind} is ${middle} mm above the ground`
    found.push(error('out-of-reach', `/modules/${first.index}`, detail, values))
  }
  if (!twoSided) return found
  const hasBackDoor = standing.some(({ cells }) =>
    cells.some(({ cell }) => cell.sides.includes('back')),
  )
  if (!hasBackDoor)
    found.push(warning('back-unused', '/twoSided', 'no cell has a door at the back'))
  else if (controls.every(({ side }) => side !== 'back'))
    found.push(warning('back-no-controls', '/modules', 'there are no controls at the back'))
  return found
}

function reachProblems({ cells, types }: LockerFacts): Problem[] {
  if (cells === 0) return []
  const band = { lowest: reach.lowestMm, highest: reach.highestMm }
  if (types.every(({ inReach }) => inReach === 0))
    return [error('reach-none', '/modules', 'no cell can be reached from a wheelchair', band)]
  return types
    .filter(({ inReach }) => inReach === 0)
    .map(({ type }) =>
      warning(
        'reach-type',
        '/modules',
        `no cell of size ${type} can be reached from a wheelchair`,
        {
          ...band,
          type,
        },
      ),
    )
}

function sizeProblems(design: LockerDesign, facts: LockerFacts): Problem[] {
  const found: Problem[] = []
  const { cells, widthMm, doors, channels, kgPerSquareMetre: load } = facts
  if (cells === 0) found.push(error('empty', '/modules', 'a locker has at least one cell'))
  if (cells > limits.cellsPerLockerMax) {
    const values = { count: cells, most: limits.cellsPerLockerMax }
    found.push(error('too-many', '/modules', `at most ${limits.cellsPerLockerMax} cells`, values))
  }
  design.wanted.forEach(({ type, count }, index) => {
    const got = facts.types.find((each) => each.type === type)?.cells ?? 0
    const detail = `${count} cells of size ${type} are wanted and there are ${got}`
    const values = { type, count, got }
    if (got < count) found.push(error('wanted-missing', `/wanted/${index}`, detail, values))
  })
  const { widthMmMax: widest, floorKgPerSquareMetreMax: bears } = design
  if (widest !== null && widthMm > widest) {
    const values = { width: widthMm, most: widest }
    found.push(error('too-wide', '/widthMmMax', `it is ${widthMm} mm wide`, values))
  }
  if (bears !== null && load !== null && load > bears) {
    const detail = `it weighs ${load} kg on a square metre when it is full`
    const values = { load, most: bears }
    found.push(error('too-heavy', '/floorKgPerSquareMetreMax', detail, values))
  }
  if (channels > 0 && channels < doors) {
    const values = { doors, channels }
    const detail = `${doors} doors and ${channels} channels`
    found.push(warning('channels-few', '/modules', detail, values))
  }
  return found
}

function likenessProblems(standing: readonly StandingModule[]): Problem[] {
  const differ = (of: (module: StandingModule) => number) => new Set(standing.map(of)).size > 1
  return [
    ...(differ(({ design }) => design.heightMm)
      ? [warning('heights-differ', '/modules', 'the modules are of different height')]
      : []),
    ...(differ(({ design }) => design.depthMm)
      ? [warning('depths-differ', '/modules', 'the modules are of different depth')]
      : []),
  ]
}

const problem =
  (level: Problem['level']) =>
  (
    code: LockerProblemCode,
    pointer: string,
    detail: string,
    values: Problem['values'] = {},
  ): Problem => ({ level, code, pointer, detail, values })
const error = problem('error')
const warning = problem('warning')
