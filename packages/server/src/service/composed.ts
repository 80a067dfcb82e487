import { cellsOf } from '@cubby/domain/cells/layout'
import { composeLayout } from '@cubby/domain/constructor/compose'
import type { LockerDesign } from '@cubby/domain/constructor/locker-design'
import { type Remodelled, remodelled } from '@cubby/domain/machine/remodel'
import { AppError } from '@cubby/kit/app-error'
import { type CellId, type IdSource, type LockerModelId, uuidOf } from '@cubby/kit/ids'
import type { Kysely, Transaction } from 'kysely'
import type { Db } from '../db/tables.ts'
import { wrongField } from '../http/told.ts'
import { versionWith } from '../models/rows/model-store.ts'
import { finderOf, usedModules } from '../models/rows/used-modules.ts'
import type { Machine } from './machine-rows.ts'
import { leavingByPlace } from './remodel.ts'

type ModelVersion = { model: LockerModelId; version: number }

/** The layout that a version of a model gives, and the names of its cells that never change. */
async function composed(db: Kysely<Db>, model: string, version: number, idOf: () => CellId) {
  const { design } = await versionWith(db, model, version)
  const places: string[] = []
  const drawn = design as LockerDesign
  const moduleIn = new Map(drawn.modules.map(({ slot, module }) => [slot, module]))
  const layout = composeLayout(drawn, finderOf(await usedModules(db, drawn)), ({ slot, cell }) => {
    places.push(`${slot}/${moduleIn.get(slot) ?? ''}/${cell}`)
    return idOf()
  })
  return { layout, places }
}

/** Refuses a version that is none, or that nobody has released. */
async function mustBeReleased(db: Kysely<Db>, { model, version }: ModelVersion) {
  const row = await db
    .selectFrom('model_version')
    .innerJoin('model', 'model.id', 'model_version.model_id')
    .select('model_version.released_at')
    .where('model.id', '=', uuidOf(model))
    .where('model.kind', '=', 'locker')
    .where('model_version.version', '=', version)
    .executeTakeFirst()
  if (!row) throw wrongField('/model', 'not-found', 'there is no such version of a locker model')
  if (row.released_at === null)
    throw wrongField('/version', 'not-released', 'machines are built from released versions only')
}

/** The layout of a new machine. */
export async function newLayoutFrom(db: Kysely<Db>, from: ModelVersion, ids: IdSource) {
  await mustBeReleased(db, from)
  const made = await composed(db, uuidOf(from.model), from.version, () => ids.mint('cel'))
  return made.layout
}

/** What this version would mean for a machine that stands already. */
export async function remodelledBy(
  trx: Transaction<Db>,
  machine: Machine,
  to: ModelVersion,
  ids: IdSource,
): Promise<Remodelled> {
  await mustBeReleased(trx, to)
  if (machine.service === 'retired')
    throw new AppError('conflict/state', 'a retired locker is not re-modelled')
  const drawn = await composed(trx, uuidOf(to.model), to.version, () => ids.mint('cel'))
  const before = await placesBefore(trx, machine, to.model)
  return remodelled(machine.layout, drawn.layout, () => ids.mint('cel'), {
    leaving: await leavingByPlace(trx, machine),
    ...(before ? { places: { before, drawn: drawn.places } } : {}),
  })
}

/** Within one model cells are known by where they are built in, whatever is painted on their doors. */
async function placesBefore(trx: Transaction<Db>, machine: Machine, model: LockerModelId) {
  if (machine.model?.id !== uuidOf(model)) return null
  const { places } = await composed(trx, machine.model.id, machine.model.version, () => NO_ID)
  return places.length === cellsOf(machine.layout).length ? places : null
}

const NO_ID = 'cel_00000000000000000000000000'
