import { isoTime } from '@cubby/kit/clock'
import type { Effective } from '@cubby/domain/configuration/resolve'
import type { ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import type { ToldEffect } from '@cubby/protocol/operations/configuration/configuration-shapes'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { Effects } from './effects.ts'
import { cellNamesOf, namesOf } from './level-names.ts'

type Names = ReadonlyMap<ConfiguredLevel, string | null>

/** A value with where it comes from, by name. */
export const toldValue = ({ value, source }: Effective, names: Names) => ({
  value,
  source: source && { ...source, name: names.get(source.of) ?? null },
})

/** What a change would do, with the names of what it reaches. */
export async function toldEffects(
  db: Kysely<Db>,
  { lockers, effects }: Effects,
): Promise<{ lockers: number; effects: ToldEffect[] }> {
  const samples = effects.flatMap((effect) => effect.samples)
  const sources = samples.flatMap(({ before, after }) => [before.source, after.source])
  const names = await namesOf(db, [...new Set(sources.flatMap((source) => source?.of ?? []))])
  const withCells = samples.filter(({ cell }) => cell !== null).map(({ locker }) => locker.id)
  const cellNames = await cellNamesOf(db, [...new Set(withCells)])
  return {
    lockers,
    effects: effects.map((effect) => ({
      ...effect,
      at: isoTime(effect.at),
      samples: effect.samples.map(({ locker, cell, before, after }) => ({
        locker,
        cell: cell && { id: cell, name: cellNames.get(cell) ?? '' },
        before: toldValue(before, names),
        after: toldValue(after, names),
      })),
    })),
  }
}
