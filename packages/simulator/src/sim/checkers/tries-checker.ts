import type { EntryBody } from '@cubby/domain/journal/entries'
import { hours, type Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { Checker, Observed, Report, WatchedMachine } from '../world/observed.ts'

/**
 * `inRow`: null while nobody can say how many the machine counts, until a right code ends the row. `unanswered`: written down, and
 * nobody has seen the answer yet.
 */
type Tries = { at: Instant[]; inRow: number | null; unanswered: number }

/**
 * Invariant 9, second half: guessing is bounded, and cutting the power buys no new guesses. Counted by whoever
 * guesses, on machines whose clock is right; a machine that believes in another day may well begin a new budget.
 */
export class TriesChecker implements Checker {
  readonly invariant = 9
  readonly #clock: VirtualClock
  readonly #report: Report
  readonly #tries = new Map<WatchedMachine, Tries>()

  constructor(clock: VirtualClock, report: Report) {
    this.#clock = clock
    this.#report = report
  }

  /** Its disk or its clock was changed: what was counted on it says nothing any more. */
  forget(machine: WatchedMachine) {
    this.#tries.set(machine, { at: [], inRow: null, unanswered: 0 })
  }

  see(observed: Observed) {
    if (observed.see === 'entry') this.#entry(observed.machine, observed.entry.body)
    if (observed.see === 'wrong-code' && !observed.wasLocked) this.#answered(observed.machine)
  }

  #of(machine: WatchedMachine): Tries {
    const known = this.#tries.get(machine)
    if (known) return known
    const tries: Tries = { at: [], inRow: 0, unanswered: 0 }
    this.#tries.set(machine, tries)
    return tries
  }

  #entry(machine: WatchedMachine, body: EntryBody) {
    if (body.type === 'access.granted' && body.by !== 'qr') this.#of(machine).inRow = 0
    if (body.type === 'access.denied' && body.counts) this.#tried(machine)
  }

  /** A try that a person saw looked at is on the disk, whatever became of the machine since. */
  #answered(machine: WatchedMachine) {
    const tries = this.#of(machine)
    if (tries.unanswered === 0)
      this.#report(9, `${machine.name}: a wrong code was looked at and not written down`)
    else tries.unanswered--
  }

  #tried(machine: WatchedMachine) {
    const tries = this.#of(machine)
    tries.unanswered++
    if (machine.options.wall.offsetMs !== 0) {
      Object.assign(tries, { at: [], inRow: null })
      return
    }
    const now = this.#clock.now()
    const { at } = tries
    const before = at.at(-1)
    const { inRow } = tries
    if (inRow && inRow % limits.wrongTriesFirst === 0 && before !== undefined) {
      const pause =
        inRow >= limits.wrongTriesSecond
          ? limits.wrongTriesSecondPause
          : limits.wrongTriesFirstPause
      // A crystal that drifts may shorten the pause by a little.
      if (now - before < pause * 0.99)
        this.#report(9, `${machine.name}: try ${inRow + 1} came ${now - before} ms after the last`)
    }
    if (inRow !== null) tries.inRow = inRow + 1
    at.push(now)
    while ((at[0] ?? now) < now - hours(24)) at.shift()
    // Days begin at midnight UTC, so a whole budget may lie on either side of it.
    if (at.length > 2 * limits.wrongTriesPerDay)
      this.#report(9, `${machine.name}: ${at.length} guesses in one day`)
  }
}
