import { type SettingName, settingNames, settingOf } from '@cubby/domain/configuration/catalogue'
import { levelOf, Resolver } from '@cubby/domain/configuration/resolve'
import type { Level } from '@cubby/domain/configuration/setting'
import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import { type Instant, isoTime } from '@cubby/kit/clock'
import { type CellId, type LockerId, uuidOf } from '@cubby/kit/ids'
import type { ToldConfiguration } from '@cubby/protocol/operations/configuration/configuration-shapes'
import type { Kysely } from 'kysely'
import type { KeptSetting } from '../db/tables/configuration-tables.ts'
import type { Db } from '../db/tables.ts'
import { found } from '../http/told.ts'
import { isNotOver, itemOf, type KeptLevel } from './level-rows.ts'
import { cellNamesOf, namesOf } from './level-names.ts'
import { overridesBelow } from './overrides-below.ts'
import { levelsFor, lockersUnder, type ScopedLocker } from './scope.ts'
import { toldValue } from './told-effects.ts'

type Asked = { of: ConfiguredLevel; cell: CellId | null }

/** Everything that can be set at a level, with where its value comes from and who says otherwise further down. */
export async function toldConfiguration(
  db: Kysely<Db>,
  { of, cell }: Asked,
  now: Instant,
): Promise<ToldConfiguration> {
  const locker = of.startsWith('lck_') ? ((await lockersUnder(db, [of]))[0] ?? null) : null
  const levels = await levelsFor(db, locker ? [locker] : [], chainAbove(of))
  const chain = inOrder([...levels.values()])
  const names = await namesOf(
    db,
    chain.map((level) => level.of),
  )
  const resolver = new Resolver(chain.map(itemOf))
  const level: Level = cell ? 'cell' : levelOf(of)
  const own = levels.get(of)
  const below = await overridesBelow(db, { of, cell }, now)
  const told = (name: SettingName) => ({
    name,
    ...toldValue(resolver.valueOf(name, cell, now), names),
    own: ownValues(own, cell, name, now),
    below: below.get(name) ?? { count: 0, first: [] },
  })
  return {
    of,
    cell,
    name: names.get(of) ?? null,
    cellName: cell === null ? null : await cellName(db, of as LockerId, cell),
    version: own?.version ?? 0,
    chain: chain.map((each) => ({
      of: each.of,
      level: levelOf(each.of),
      name: names.get(each.of) ?? null,
    })),
    timeZone: locker ? await timeZoneOf(db, locker) : null,
    settings: settingNames.filter((name) => settingOf(name).levels.includes(level)).map(told),
  }
}

/** The levels that a level stands on, and itself; those of a locker come with it. */
const chainAbove = (of: ConfiguredLevel): ConfiguredLevel[] =>
  of === 'network' ? ['network'] : ['network', of]

const depth = { network: 0, segment: 1, model: 2, locker: 3 }

/** The least specific first. */
const inOrder = (levels: readonly KeptLevel[]) =>
  levels.toSorted(
    (one, other) =>
      depth[levelOf(one.of)] - depth[levelOf(other.of)] ||
      one.rank - other.rank ||
      (one.of < other.of ? -1 : 1),
  )

function ownValues(
  own: KeptLevel | undefined,
  cell: CellId | null,
  name: SettingName,
  now: Instant,
): ToldConfiguration['settings'][number]['own'] {
  const values = (own?.settings ?? []).filter(
    (one) => one.name === name && one.cell === cell && isNotOver(one, now),
  )
  return values
    .toSorted((one, other) => (one.from ?? 0) - (other.from ?? 0))
    .map(({ value, from, until, setAt, reason }: KeptSetting) => ({
      value,
      from: moment(from),
      until: moment(until),
      setAt: isoTime(setAt as Instant),
      reason,
    }))
}

const moment = (at: number | null) => (at === null ? null : isoTime(at as Instant))

const cellName = async (db: Kysely<Db>, locker: LockerId, cell: CellId) =>
  found((await cellNamesOf(db, [locker])).get(cell), 'cell')

async function timeZoneOf(db: Kysely<Db>, { id }: ScopedLocker): Promise<string | null> {
  const row = await db
    .selectFrom('locker')
    .innerJoin('location', 'location.id', 'locker.location_id')
    .select('location.time_zone')
    .where('locker.id', '=', uuidOf(id))
    .executeTakeFirst()
  return row?.time_zone ?? null
}
