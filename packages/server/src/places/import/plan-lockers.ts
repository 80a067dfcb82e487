import type { ImportedLocker, ImportNote } from '@cubby/protocol/operations/network/import-shapes'
import type { StandingLocker } from './locker-sizes.ts'
import type { PlannedRow } from './planned.ts'
import { refusal } from './read-row.ts'
import { sizesKey, sizesProblem } from './sizes-layout.ts'

/** Which of the lockers of a row are to be put up. One that stands there already is left as it is; another layout is refused. */
export function planLockers(
  asked: readonly ImportedLocker[],
  standing: readonly StandingLocker[],
): { fresh: PlannedRow['newLockers']; notes: ImportNote[] } {
  const fresh: PlannedRow['newLockers'] = []
  const notes: ImportNote[] = []
  const names = new Set<string>()
  for (const [i, { name, model, cells }] of asked.entries()) {
    const field = `lockers/${i}`
    if (names.has(name)) notes.push(refusal('duplicate', field, `two lockers are called ${name}`))
    names.add(name)
    const there = standing.find((each) => each.name === name)
    if (cells === undefined || model !== undefined) {
      notes.push(lockerWithoutCells(field, model, cells !== undefined))
    } else if (there) {
      if (sizesKey(there.cells ?? []) !== sizesKey(cells))
        notes.push(refusal('locker-differs', field, `${name} stands there with other cells`))
    } else {
      const problem = sizesProblem(cells)
      if (problem) notes.push(refusal('locker-wrong', field, problem))
      else fresh.push({ name, cells })
    }
  }
  return { fresh, notes }
}

function lockerWithoutCells(field: string, model: string | undefined, hasCells: boolean) {
  if (model === undefined) return refusal('missing', field, 'a locker needs cells or a model')
  return hasCells
    ? refusal('not-allowed', field, 'a locker has either cells or a model')
    : refusal('model-unknown', `${field}/model`, `there is no locker model ${model.slice(0, 60)}`)
}
