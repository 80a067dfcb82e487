import { hours, type Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { Machine } from '../world/machine.ts'
import type { Checker, Observed } from '../world/observed.ts'

type Report = (invariant: number, text: string) => void
type Tries = { at: Instant[]; inRow: number }

/**
 * Invariant 9, second half: guessing is bounded, and cutting the power buys no new guesses. Counted by whoever
 * guesses, on machines whose clock is right; a machine that believes in another day may well begin a new budget.
 */
export class TriesChecker implements Checker {
  readonly invariant = 9
  readonly #clock: VirtualClock
  readonly #report: Report
  readonly #tries = new Map<Machine, Tries>()

  constructor(clock: VirtualClock, report: Report) {
    this.#clock = clock
    this.#report = report
  }

  /** Its disk or its clock was changed: what was counted on it says nothing any more. */
  forget(machine: Machine) {
    this.#tries.delete(machine)
  }

  see(observed: Observed) {
    if (observed.see === 'entry' && observed.entry.body.type === 'access.granted') {
      const tries = this.#tries.get(observed.machine)
      if (tries && observed.entry.body.by !== 'qr') tries.inRow = 0
    }
    if (observed.see === 'wrong-code' && !observed.wasLocked) this.#tried(observed.machine)
  }

  #tried(machine: Machine) {
    if (machine.options.wall.offsetMs !== 0) return this.forget(machine)
    const now = this.#clock.now()
    const tries = this.#tries.get(machine) ?? { at: [], inRow: 0 }
    this.#tries.set(machine, tries)
    const { at } = tries
    const before = at.at(-1)
    if (tries.inRow > 0 && tries.inRow % limits.wrongTriesFirst === 0 && before !== undefined) {
      const pause =
        tries.inRow >= limits.wrongTriesSecond
          ? limits.wrongTriesSecondPause
          : limits.wrongTriesFirstPause
      // A crystal that drifts may shorten the pause by a little.
      if (now - before < pause * 0.99)
        this.#report(9, `${machine.name}: try ${tries.inRow + 1} came ${now - before} ms after the last`)
    }
    tries.inRow++
    at.push(now)
    while ((at[0] ?? now) < now - hours(24)) at.shift()
    // Days begin at midnight UTC, so a whole budget may lie on either side of it.
    if (at.length > 2 * limits.wrongTriesPerDay)
      this.#report(9, `${machine.name}: ${at.length} guesses in one day`)
  }
}
