import { levelOf } from '@cubby/domain/configuration/resolve'
import type { Level } from '@cubby/domain/configuration/setting'
import { configuredLevel, type ConfiguredLevel } from '@cubby/domain/machine/configuration-item'
import type { CellId } from '@cubby/kit/ids'
import { to } from '../../paths.ts'
import type { Say } from '../../text.ts'

/** A level of the network, or one cell of a locker. */
export type Place = { of: ConfiguredLevel; cell: CellId | null }

/** The level that an address names; the whole network when it names none that could be. */
export function placeOf(search: Readonly<Record<string, string>>): Place {
  const read = configuredLevel.safeParse(search['of'])
  const of = read.success ? read.data : 'network'
  const cell = of.startsWith('lck_') && search['cell'] ? (search['cell'] as CellId) : null
  return { of, cell }
}

/** The page of a level. A locker has its own as one of its tabs. */
export function hrefOf({ of, cell }: Place): string {
  if (of === 'network') return to.configuration()
  if (of.startsWith('lck_') && cell === null) return to.lockerConfiguration(of)
  return to.configuration({ of, ...(cell ? { cell } : {}) })
}

/** What a level is called. */
export function levelName(t: Say, of: ConfiguredLevel, name: string | null): string {
  const level: Level = levelOf(of)
  return level === 'network'
    ? t('configuration.of.network')
    : t(`configuration.of.${level}`, { name: name ?? of })
}
