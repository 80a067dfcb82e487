import { seconds } from '@cubby/kit/clock'
import type { CellId } from '@cubby/kit/ids'
import type { WireEntry } from '@cubby/protocol/link/envelope'
import { duplicated, type Finding, mismatch } from './finding.ts'

export type Felt = { at: number; cell: CellId }

/** A coil that must cool down is waited for, and a bus may have others before it; nobody waits longer. */
const ANSWERS_WITHIN = seconds(20)
/** Milliseconds are rounded, and an entry is stamped before its pulse is written. */
const ROUNDED = 50

type Request = {
  cell: CellId
  /** The moment by the clock of this computer lies between these two. */
  from: number
  until: number
}

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
  const requests = Map.groupBy(requestsIn(entries), ({ cell }) => cell)
  const felt = Map.groupBy(pulses, ({ cell }) => cell)
  for (const [cell, times] of felt) {
    const open = [...(requests.get(cell) ?? [])]
    for (const { at } of times.toSorted((one, other) => one.at - other.at)) {
      const mine = open.findIndex(
        (asked) => asked.from - ROUNDED <= at && at <= asked.until + ANSWERS_WITHIN,
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

/**
 * Requests with the moments at which they were made. What an entry says of the time follows the server, whose word
 * may have been under way for long; the time since the boot does not, and the first entry of a boot is stamped by the
 * clock of this computer, unless the last life believed in a later time.
 */
function requestsIn(entries: readonly WireEntry[]): Request[] {
  const requests: Request[] = []
  let boot = { name: '', from: 0, until: 0 }
  let before = { at: -Infinity, from: -Infinity }
  for (const entry of entries) {
    const { at, mono, body } = entry
    if (boot.name !== entry.boot) {
      const begunAt = at - mono
      const isPushedForward = begunAt - before.at < ROUNDED
      boot = { name: entry.boot, until: begunAt, from: isPushedForward ? before.from : begunAt }
    }
    const [from, until] = [boot.from + mono, boot.until + mono]
    if (body.type === 'door.requested') requests.push({ cell: body.cell, from, until })
    before = { at, from }
  }
  return requests
}
