import { cellsOf } from '@cubby/domain/cells/layout'
import { canonicalJson } from '@cubby/kit/canonical-json'
import { type IdSource, uuidOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { wrongField } from '../../http/told.ts'
import { type Existing, existingPlaces } from './existing.ts'
import { type StandingLocker, lockersAt } from './locker-sizes.ts'
import { factsAfter } from './place-facts.ts'
import { knownModels } from './known-models.ts'
import { planLockers } from './plan-lockers.ts'
import type { KnownModel, PlannedRow } from './planned.ts'
import { type ReadRow, refusal } from './read-row.ts'
import { cellCount } from './sizes-layout.ts'

type Known = {
  byId: Map<string, Existing>
  byCode: Map<string, Existing>
  lockers: Map<string, StandingLocker[]>
  models: Map<string, KnownModel>
}

/** Rows read before others get their turn: hours in forms never seen before take a millisecond each. */
const ROWS_PER_TURN = 25
const othersTurn = () => new Promise<void>((done) => void setImmediate(done))

/** Decides what becomes of each row of a file, without writing anything. */
export async function planImport(
  db: Kysely<Db>,
  ids: IdSource,
  read: Iterable<ReadRow>,
  isToBeChanged: boolean,
): Promise<PlannedRow[]> {
  const rows: ReadRow[] = []
  for (const row of read) {
    if (rows.length >= limits.importRowsMax)
      throw wrongField('', 'too-many', `a file has at most ${limits.importRowsMax} rows`)
    rows.push(row)
    if (rows.length % (ROWS_PER_TURN * 20) === 0) await othersTurn()
  }
  if (rows.length === 0) throw wrongField('', 'empty', 'the file has no rows')
  const known = await knownOf(db, ids, rows, isToBeChanged)
  const taken = new Map<string, number>()
  const planned: PlannedRow[] = []
  let cells = 0
  for (const row of rows) {
    const next = planRow(row, known, taken, ids)
    planned.push(next)
    cells += cellsIn(next)
    if (cells > limits.importCellsMax)
      throw wrongField(
        '',
        'too-many',
        `the new lockers have more than ${limits.importCellsMax} cells; split the file`,
      )
    if (planned.length % ROWS_PER_TURN === 0) await othersTurn()
  }
  return planned
}

const cellsIn = ({ newLockers }: PlannedRow) =>
  newLockers.reduce(
    (sum, locker) =>
      sum +
      (locker.from === 'sizes' ? cellCount(locker.cells) : cellsOf(locker.model.layout).length),
    0,
  )

async function knownOf(
  db: Kysely<Db>,
  ids: IdSource,
  rows: readonly ReadRow[],
  isToBeChanged: boolean,
): Promise<Known> {
  const values = rows.flatMap((row) => row.values ?? [])
  const found = await existingPlaces(
    db,
    {
      ids: values.flatMap(({ id }) => (id === undefined ? [] : uuidOf(id))),
      codes: values.flatMap(({ code }) => code ?? []),
    },
    isToBeChanged,
  )
  const standing = values.some(({ lockers }) => lockers !== undefined)
    ? await lockersAt(db, [...found.byId.keys()])
    : []
  const names = values.flatMap(({ lockers = [] }) => lockers.flatMap(({ model }) => model ?? []))
  return {
    ...found,
    lockers: Map.groupBy(standing, ({ location }) => location),
    models: await knownModels(db, names, ids),
  }
}

function planRow(
  { row, values, shown, notes: readNotes }: ReadRow,
  known: Known,
  taken: Map<string, number>,
  ids: IdSource,
): PlannedRow {
  const refused = (notes: PlannedRow['notes']): PlannedRow => ({
    row,
    shown,
    result: 'refused',
    id: null,
    before: null,
    after: null,
    newLockers: [],
    notes,
  })
  if (values === null) return refused(readNotes)
  const { code, id } = values
  if (id === undefined && (code === undefined || code === null))
    return refused([...readNotes, refusal('missing', 'code', 'a row needs a code or an id')])
  // A file from another network carries ids that nobody knows here; the code says it then.
  const existing =
    (id === undefined ? undefined : known.byId.get(uuidOf(id))) ?? known.byCode.get(code ?? '')
  if (!existing && (code === undefined || code === null))
    return refused([...readNotes, refusal('not-found', 'id', 'there is no such location')])
  const { after, notes: factNotes } = factsAfter(existing?.facts ?? null, values)
  const notes = [
    ...readNotes,
    ...factNotes,
    ...clashes(row, existing, after?.code ?? null, known, taken),
  ]
  const standing = existing ? (known.lockers.get(existing.id) ?? []) : []
  const lockers = planLockers(values.lockers ?? [], standing, known.models)
  notes.push(...lockers.notes)
  if (after === null || notes.some(({ level }) => level === 'refusal')) return refused(notes)
  const before = existing?.facts ?? null
  const isSame =
    before !== null && lockers.fresh.length === 0 && canonicalJson(before) === canonicalJson(after)
  return {
    row,
    shown: { code: after.code, name: after.name, city: after.address.city },
    result: before === null ? 'create' : isSame ? 'same' : 'change',
    id: existing?.id ?? uuidOf(ids.mint('loc')),
    before,
    after,
    newLockers: lockers.fresh,
    notes,
  }
}

/** One file says one thing of a place, and a number is that of one place. */
function clashes(
  row: number,
  existing: Existing | undefined,
  code: string | null,
  known: Known,
  taken: Map<string, number>,
): PlannedRow['notes'] {
  const notes: PlannedRow['notes'] = []
  const other = code === null ? undefined : known.byCode.get(code)
  if (other && other.id !== existing?.id)
    notes.push(refusal('duplicate', 'code', 'another location has this number'))
  for (const key of [existing && `id ${existing.id}`, code !== null && `code ${code}`]) {
    if (!key) continue
    const first = taken.get(key)
    if (first !== undefined && first !== row) {
      notes.push(refusal('duplicate-row', 'code', `line ${first} tells of the same place`))
      return notes
    }
    taken.set(key, row)
  }
  return notes
}
