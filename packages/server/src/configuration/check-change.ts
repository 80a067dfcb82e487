import { cellsOf } from '@cubby/domain/cells/layout'
import { settingOf } from '@cubby/domain/configuration/catalogue'
import type { SettingChange } from '@cubby/domain/configuration/change-settings'
import { levelOf } from '@cubby/domain/configuration/resolve'
import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { AppError, type FieldError } from '@cubby/kit/app-error'
import type { Instant } from '@cubby/kit/clock'
import { type CellId, type LockerId, type TariffId, uuidOf } from '@cubby/kit/ids'
import type { ValueToSet } from '@cubby/protocol/operations/configuration/configuration-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { readTime, wrongFields } from '../http/told.ts'
import type { KeptLevel } from './level-rows.ts'

export type Target = { of: ConfiguredLevel; cell: CellId | null; version?: number | undefined }
type Asked = {
  set: readonly ValueToSet[]
  clear: readonly { name: ValueToSet['name']; from?: string | null | undefined }[]
}
export type ReadChange = SettingChange & {
  set: { name: ValueToSet['name']; value: unknown; from: number | null; until: number | null }[]
  clear: { name: ValueToSet['name']; from?: number | null }[]
}

const momentOf = (text: string | null) => (text === null ? null : readTime(text))

/** Reads what is to be changed, and refuses what cannot be: nothing at all, in the wrong order, in the past, not at this level. */
export function readChange(asked: Asked, targets: readonly Target[], now: Instant): ReadChange {
  const set = asked.set.map(({ name, value, from, until }) => ({
    name,
    value,
    from: momentOf(from),
    until: momentOf(until),
  }))
  const clear = asked.clear.map(({ name, from }) =>
    from === undefined ? { name } : { name, from: momentOf(from) },
  )
  const wrong = [
    ...problemsOfSet(set, now),
    ...levelProblems('set', set, targets),
    ...levelProblems('clear', clear, targets),
  ]
  if (set.length + clear.length === 0)
    wrong.push({ pointer: '/set', code: 'empty', detail: 'nothing is to be changed' })
  if (wrong.length > 0) throw wrongFields(wrong.slice(0, 20))
  return { set, clear }
}

function problemsOfSet(set: ReadChange['set'], now: Instant): FieldError[] {
  const seen = new Set<string>()
  return set.flatMap(({ name, from, until }, i) => {
    const key = `${name} ${from}`
    const isTwice = seen.has(key)
    seen.add(key)
    if (isTwice)
      return [
        { pointer: `/set/${i}/name`, code: 'duplicate', detail: 'is set twice from one moment on' },
      ]
    if (until !== null && until <= now)
      return [{ pointer: `/set/${i}/until`, code: 'past', detail: 'is over already' }]
    if (until !== null && from !== null && until <= from)
      return [{ pointer: `/set/${i}/until`, code: 'order', detail: 'ends before it begins' }]
    return []
  })
}

function levelProblems(
  part: 'set' | 'clear',
  named: readonly { name: ValueToSet['name'] }[],
  targets: readonly Target[],
): FieldError[] {
  const asked = new Set(targets.map(({ of, cell }) => (cell ? 'cell' : levelOf(of))))
  return named.flatMap(({ name }, i) => {
    const { levels } = settingOf(name)
    return [...asked].every((level) => levels.includes(level))
      ? []
      : [
          {
            pointer: `/${part}/${i}/name`,
            code: 'wrong-level',
            detail: `can be set for: ${levels.join(', ')}`,
          },
        ]
  })
}

/** Refuses tariffs that do not exist or are not in use any more. */
export async function checkTariffs(db: Kysely<Db>, { set }: ReadChange) {
  const named = set.flatMap(({ name, value }, i) =>
    name === 'cell.tariff' && value !== null ? [{ i, id: uuidOf(value as TariffId) }] : [],
  )
  if (named.length === 0) return
  const known = await db
    .selectFrom('tariff')
    .select('id')
    .where(
      'id',
      'in',
      named.map(({ id }) => id),
    )
    .where('retired_at', 'is', null)
    .execute()
  const wrong = named.filter(({ id }) => !known.some((tariff) => tariff.id === id))
  if (wrong.length > 0)
    throw wrongFields(
      wrong.map(({ i }) => ({
        pointer: `/set/${i}/value`,
        code: 'not-found',
        detail: 'there is no such tariff in use',
      })),
    )
}

/** Refuses targets that are named twice or do not exist. `pointer` says where a target stands in the request. */
export async function checkTargets(
  db: Kysely<Db>,
  targets: readonly Target[],
  pointer: (target: number, field: 'of' | 'cell') => string,
) {
  const seen = new Set<string>()
  const known = await knownThings(db, targets)
  const wrong = targets.flatMap(({ of, cell }, i): FieldError[] => {
    const key = `${of} ${cell}`
    const isTwice = seen.has(key)
    seen.add(key)
    if (isTwice) return [{ pointer: pointer(i, 'of'), code: 'duplicate', detail: 'is named twice' }]
    if (!known.levels.has(of))
      return [{ pointer: pointer(i, 'of'), code: 'not-found', detail: 'there is no such level' }]
    if (cell !== null && !known.cells.get(of)?.has(cell))
      return [
        { pointer: pointer(i, 'cell'), code: 'not-found', detail: 'this level has no such cell' },
      ]
    return []
  })
  if (wrong.length > 0) throw wrongFields(wrong.slice(0, 20))
}

async function knownThings(db: Kysely<Db>, targets: readonly Target[]) {
  const named = (prefix: string) =>
    targets.filter(({ of }) => of.startsWith(prefix)).map(({ of }) => uuidOf(of))
  const levels = new Set<ConfiguredLevel>(['network'])
  const cells = new Map<ConfiguredLevel, Set<CellId>>()
  const [segments, models, lockers] = [named('seg_'), named('mdl_'), named('lck_')]
  const ids = new Set<string>()
  if (segments.length > 0)
    for (const { id } of await db
      .selectFrom('segment')
      .select('id')
      .where('id', 'in', segments)
      .execute())
      ids.add(id)
  if (models.length > 0)
    for (const { id } of await db
      .selectFrom('model')
      .select('id')
      .where('kind', '=', 'locker')
      .where('id', 'in', models)
      .execute())
      ids.add(id)
  if (lockers.length > 0) await readLockers(db, lockers, targets, { ids, cells })
  for (const { of } of targets) if (of !== 'network' && ids.has(uuidOf(of))) levels.add(of)
  return { levels, cells }
}

async function readLockers(
  db: Kysely<Db>,
  lockers: string[],
  targets: readonly Target[],
  known: { ids: Set<string>; cells: Map<ConfiguredLevel, Set<CellId>> },
) {
  for (const { id } of await db
    .selectFrom('locker')
    .select('id')
    .where('id', 'in', lockers)
    .execute())
    known.ids.add(id)
  // Layouts are large: only of those whose cells are named.
  const withCells = targets.filter(({ cell }) => cell !== null).map(({ of }) => of as LockerId)
  if (withCells.length === 0) return
  const byUuid = new Map(
    withCells.map((of) => [of === ('network' as string) ? '' : uuidOf(of), of]),
  )
  for (const { id, layout } of await db
    .selectFrom('locker')
    .select(['id', 'layout'])
    .where(
      'id',
      'in',
      [...byUuid.keys()].filter((id) => lockers.includes(id)),
    )
    .execute()) {
    const of = byUuid.get(id)
    if (of) known.cells.set(of, new Set(cellsOf(layout).map((cell) => cell.id)))
  }
}

/** Refuses a change of what somebody else has changed since it was read. */
export function checkVersions(targets: readonly Target[], levels: Map<ConfiguredLevel, KeptLevel>) {
  for (const { of, version } of targets)
    if (version !== undefined && version !== (levels.get(of)?.version ?? 0))
      throw new AppError(
        'conflict/version',
        'somebody has changed these settings since they were read',
      )
}
