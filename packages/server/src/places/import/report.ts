import { idOf } from '@cubby/kit/ids'
import type { ImportReport } from '@cubby/protocol/operations/network/import-shapes'
import type { PlannedRow } from './planned.ts'

/** What became, or would become, of a file. */
export function reportOf(planned: readonly PlannedRow[]): ImportReport {
  const counts = { create: 0, change: 0, same: 0, refused: 0, newLockers: 0 }
  const codes = new Map<string, ImportReport['codes'][number]>()
  for (const { result, newLockers, notes } of planned) {
    counts[result]++
    counts.newLockers += newLockers.length
    // A row that says the same thing twice counts once.
    for (const key of new Set(notes.map(({ level, code }) => `${level} ${code}`))) {
      const [level, code] = key.split(' ') as ['warning' | 'refusal', string]
      const known = codes.get(key) ?? { code, level, rows: 0 }
      known.rows++
      codes.set(key, known)
    }
  }
  return {
    rows: planned.length,
    counts,
    codes: [...codes.values()].toSorted((a, b) => b.rows - a.rows || (a.code < b.code ? -1 : 1)),
    items: planned.map(({ row, shown, result, id, before, notes }) => ({
      row,
      ...shown,
      result,
      // A preview mints ids that nobody keeps.
      location: id === null || before === null ? null : idOf('loc', id),
      notes,
    })),
  }
}
