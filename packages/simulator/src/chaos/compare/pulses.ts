import type { BodyOf } from '@cubby/domain/journal/entries'
import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { duplicated, type Finding, mismatch } from './finding.ts'

export type Felt = { at: number; cell: CellId }

/** A coil that must cool down is waited for, and a bus may have others before it; nobody waits longer. */
const ANSWERS_WITHIN = seconds(20)
/** How far the machine's idea of the time may lie from that of its boards: its link is delayed by seconds. */
const CLOCKS_DIFFER = seconds(5)

/**
 * Invariants 3 and 4: every pulse that a lock felt was asked for shortly before, in an entry of its own. A request
 * without a pulse is the price of never pulsing twice, and no fault.
 */
export function comparePulses(
  machine: string,
  entries: readonly WireEntry[],
  pulses: readonly Felt[],
): Finding[] {
  const found: Finding[] = []
  const requests = Map.groupBy(entries.flatMap(requestIn), ({ cell }) => cell)
  const felt = Map.groupBy(pulses, ({ cell }) => cell)
  for (const [cell, times] of felt) {
    const open = [...(requests.get(cell) ?? [])]
    for (const { at } of times.toSorted((one, other) => one.at - other.at)) {
      const mine = open.findIndex(
        (asked) => asked.at - CLOCKS_DIFFER <= at && at <= asked.at + ANSWERS_WITHIN,
      )
      if (mine >= 0) open.splice(0, mine + 1)
      else if (times.length > (requests.get(cell)?.length ?? 0))
        found.push(
          duplicated(`${machine}: ${cell} felt more pulses than it had requests, one at ${at}`),
        )
      else found.push(mismatch(`${machine}: ${cell} felt a pulse at ${at} that nobody asked for`))
    }
  }
  for (const { seq, body } of entries)
    if (body.type === 'door.forced')
      found.push(mismatch(`${machine}: ${body.cell} opened without a cause, entry ${seq}`))
  return found
}

function requestIn({ at, body }: WireEntry): Felt[] {
  if (body.type !== 'door.requested') return []
  const { cell }: BodyOf<'door.requested'> = body
  return [{ at, cell }]
}
