import { previewConfiguration } from '@cubby/protocol/operations/configuration/preview-configuration'
import { route } from '../http/route.ts'
import { levelsAfter } from './apply-change.ts'
import {
  checkTargets,
  checkTariffs,
  checkVersions,
  type ReadChange,
  readChange,
} from './check-change.ts'
import { effectsOf } from './effects.ts'
import { levelsFor, lockersUnder } from './scope.ts'
import { toldEffects } from './told-effects.ts'

export const previewConfigurationRoute = route(previewConfiguration, async ({ body, trx, now }) => {
  const { targets, set, clear } = body
  const change = readChange({ set, clear }, targets, now)
  await checkTariffs(trx, change)
  await checkTargets(trx, targets, (i, field) => `/targets/${i}/${field}`)
  const named = [...new Set(targets.map(({ of }) => of))]
  const lockers = await lockersUnder(trx, named)
  const levels = await levelsFor(trx, lockers, named, namesIn(change))
  checkVersions(targets, levels)
  const after = new Map(levels)
  for (const level of levelsAfter(levels, targets, change, { now, reason: '' }))
    after.set(level.of, level)
  const effects = effectsOf({ lockers, before: levels, after, change, now })
  return toldEffects(trx, effects)
})

const namesIn = ({ set, clear }: ReadChange) => [
  ...new Set([...set, ...clear].map(({ name }) => name)),
]
