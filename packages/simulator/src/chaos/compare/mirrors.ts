import { evolve } from '@cubby/domain/kernel/evolve'
import { cellIn, freshLocker, type LockerState, staysIn } from '@cubby/domain/kernel/state'
import { canonicalJson } from '@cubby/kit/canonical-json'
import type { CellId, StayId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { type Finding, lost, mismatch } from './finding.ts'

/** What the server says of a machine's cells and stays. */
export type Mirror = {
  machine: string
  cells: readonly { cell: CellId; state: unknown }[]
  stays: readonly { stay: StayId; state: unknown }[]
  /** Entries that were set aside and not resolved. */
  quarantined: readonly { seq: number; error: string }[]
}

/** The state of a locker after these entries, from nothing. */
export const foldOf = (entries: readonly WireEntry[]): LockerState =>
  entries.reduce((state, { seq, at, body }) => evolve(state, { seq, at, body }), freshLocker)

/** Invariant 6: the server's view of a machine is the fold of its entries, and nothing else. */
export function compareMirror(state: LockerState, mirror: Mirror): Finding[] {
  const { machine } = mirror
  const found: Finding[] = []
  const cells = new Map(mirror.cells.map((each) => [each.cell, each.state]))
  for (const cell of Object.keys(state.cells) as CellId[])
    if (!cells.has(cell)) found.push(lost(`${machine}: the server knows nothing of ${cell}`))
  for (const [cell, seen] of cells)
    if (canonicalJson(seen) !== canonicalJson(cellIn(state, cell)))
      found.push(mismatch(`${machine}: the server sees ${cell} otherwise`))
  const stays = new Map(mirror.stays.map((each) => [each.stay, each.state]))
  for (const own of staysIn(state)) {
    const seen = stays.get(own.id)
    if (seen === undefined) found.push(lost(`${machine}: the server knows nothing of ${own.id}`))
    else if (canonicalJson(seen) !== canonicalJson(own))
      found.push(mismatch(`${machine}: the server sees ${own.id} otherwise`))
  }
  for (const { seq, error } of mirror.quarantined)
    found.push(mismatch(`${machine}: entry ${seq} is in quarantine: ${error}`))
  return found
}
