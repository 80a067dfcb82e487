import { afterChange } from '@cubby/domain/configuration/change-settings'
import {
  type ConfiguredLevel,
  SETTINGS_PER_LEVEL_MAX,
} from '@cubby/domain/machine/configuration-item'
import type { Instant } from '@cubby/kit/clock'
import { isoTime } from '@cubby/kit/clock'
import { officeStream } from '../changes/topics.ts'
import type { KeptSetting } from '../db/tables/configuration-tables.ts'
import type { CallWork } from '../http/route.ts'
import { wrongField } from '../http/told.ts'
import type { ReadChange, Target } from './check-change.ts'
import { checkVersions } from './check-change.ts'
import { type KeptLevel, levelChange, lockLevels, saveLevels } from './level-rows.ts'

/** Changes all targets or none; the feed learns each level by one write. Answers the levels as they are now. */
export async function applyChange(
  call: CallWork,
  targets: readonly Target[],
  change: ReadChange,
  reason: string,
): Promise<KeptLevel[]> {
  const { trx, now, feed, changes, alsoTell } = call
  const named = [...new Set(targets.map(({ of }) => of))]
  const levels = await lockLevels(trx, named, now)
  checkVersions(targets, levels)
  const changed = levelsAfter(levels, targets, change, { now, reason })
  await saveLevels(trx, changed, now)
  for (const level of changed) {
    feed.push(levelChange(level))
    changes.push({
      thing: level.of,
      before: told(levels.get(level.of)?.settings ?? []),
      after: { ...told(level.settings), reason },
    })
    if (level.of.startsWith('lck_'))
      alsoTell.push(officeStream(`locker:${level.of as `lck_${string}`}`))
  }
  return changed
}

/** What becomes of the levels, each under its next version. */
export function levelsAfter(
  levels: ReadonlyMap<ConfiguredLevel, KeptLevel>,
  targets: readonly Target[],
  change: ReadChange,
  { now, reason }: { now: Instant; reason: string },
): KeptLevel[] {
  const after = new Map<ConfiguredLevel, KeptLevel>()
  targets.forEach(({ of, cell }, i) => {
    const before = after.get(of) ?? levels.get(of)
    if (!before) return
    const settings = afterChange<KeptSetting>(before.settings, cell, change, now, (value) => ({
      ...value,
      setAt: now,
      reason,
    }))
    if (settings.length > SETTINGS_PER_LEVEL_MAX)
      throw wrongField(
        `/targets/${i}`,
        'too-many',
        `a level holds at most ${SETTINGS_PER_LEVEL_MAX} values`,
      )
    after.set(of, { ...before, settings, version: (levels.get(of)?.version ?? 0) + 1 })
  })
  return [...after.values()]
}

const moment = (at: number | null) => (at === null ? null : isoTime(at as Instant))

/** The settings of a level as the activity tells of them. */
const told = (settings: readonly KeptSetting[]) => ({
  settings: settings.map(({ name, value, cell, from, until }) => ({
    name,
    value,
    cell,
    from: moment(from),
    until: moment(until),
  })),
})
