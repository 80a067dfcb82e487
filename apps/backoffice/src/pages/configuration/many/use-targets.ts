import { cellsOf } from '@cubby/domain/cells/layout'
import { type SettingName, settingOf } from '@cubby/domain/configuration/catalogue'
import type { CellId, LockerId } from '@cubby/kit/ids'
import { readLocker } from '@cubby/protocol/operations/lockers/read-locker'
import { useQueries } from '@tanstack/react-query'
import { read } from '../../../api/client.ts'
import { useText } from '../../../text.ts'

type Target = { of: LockerId; cell: CellId | null }

/** The doors that somebody has typed, with commas between. */
export const doorsOf = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,\s،;]+/)
      .map((door) => door.trim())
      .filter(Boolean),
  ),
]

/** The lockers or, where doors are named, their cells; and what is wrong with the doors. */
export function useTargets(
  lockers: readonly string[],
  doors: readonly string[],
  name: SettingName,
): { found: Target[]; error: string | null } {
  const { t } = useText()
  const ids = lockers as readonly LockerId[]
  const wanted = doors.length > 0 ? ids : []
  const queries = useQueries({
    queries: wanted.map((locker) => read(readLocker, { params: { locker } })),
  })
  if (doors.length === 0) return { found: ids.map((of) => ({ of, cell: null })), error: null }
  if (!settingOf(name).levels.includes('cell'))
    return { found: [], error: t('configuration.many.doors.not') }
  const cells = queries.flatMap(({ data }) =>
    data ? cellsOf(data.layout).map((cell) => ({ of: data.id, cell })) : [],
  )
  const found = cells
    .filter(({ cell }) => doors.includes(cell.name))
    .map(({ of, cell }) => ({ of, cell: cell.id }))
  const missing = doors.filter((door) => !cells.some(({ cell }) => cell.name === door))
  const isKnown = queries.every(({ data }) => data !== undefined) && wanted.length > 0
  return {
    found,
    error:
      isKnown && missing.length > 0
        ? t('configuration.many.doors.none', { doors: missing.join(', ') })
        : null,
  }
}
