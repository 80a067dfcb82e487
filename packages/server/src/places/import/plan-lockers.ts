import type { ImportedLocker, ImportNote } from '@cubby/protocol/operations/network/import-shapes'
import type { StandingLocker } from './locker-sizes.ts'
import type { KnownModel, NewLocker } from './planned.ts'
import { refusal } from './read-row.ts'
import { sizesKey, sizesProblem } from './sizes-layout.ts'

/** Which of the lockers of a row are to be put up. One that stands there already is left as it is; another machine is refused. */
export function planLockers(
  asked: readonly ImportedLocker[],
  standing: readonly StandingLocker[],
  models: ReadonlyMap<string, KnownModel>,
): { fresh: NewLocker[]; notes: ImportNote[] } {
  const fresh: NewLocker[] = []
  const notes: ImportNote[] = []
  const names = new Set<string>()
  for (const [i, locker] of asked.entries()) {
    const field = `lockers/${i}`
    const { name } = locker
    if (names.has(name)) notes.push(refusal('duplicate', field, `two lockers are called ${name}`))
    names.add(name)
    const there = standing.find((each) => each.name === name)
    const planned = there ? sameOrNot(locker, there, field) : newLocker(locker, models, field)
    if (planned === null) continue
    if ('level' in planned) notes.push(planned)
    else fresh.push(planned)
  }
  return { fresh, notes }
}

/** Null: it stands there as the file says. */
function sameOrNot(
  { name, model, cells }: ImportedLocker,
  there: StandingLocker,
  field: string,
): ImportNote | null {
  const isSame =
    model === undefined
      ? cells === undefined || sizesKey(there.cells) === sizesKey(cells)
      : there.model?.toLowerCase() === model.toLowerCase()
  return isSame ? null : refusal('locker-differs', field, `${name} stands there as another machine`)
}

function newLocker(
  { name, model, cells }: ImportedLocker,
  models: ReadonlyMap<string, KnownModel>,
  field: string,
): NewLocker | ImportNote {
  if (model !== undefined && cells !== undefined)
    return refusal('not-allowed', field, 'a locker has either cells or a model')
  if (model !== undefined) {
    const known = models.get(model.toLowerCase())
    return known
      ? { name, from: 'model', model: known }
      : refusal(
          'model-unknown',
          `${field}/model`,
          `there is no released locker model ${model.slice(0, 60)}`,
        )
  }
  if (cells === undefined) return refusal('missing', field, 'a locker needs cells or a model')
  const problem = sizesProblem(cells)
  return problem ? refusal('locker-wrong', field, problem) : { name, from: 'sizes', cells }
}
