import type { EntryBody } from '@cubby/domain/journal/entries'
import { decide } from '@cubby/domain/kernel/decide'
import { evolve } from '@cubby/domain/kernel/evolve'
import type { Effect, Intent, Outcome } from '@cubby/domain/kernel/intent'
import type { LockerState } from '@cubby/domain/kernel/state'
import type { Directory } from '@cubby/domain/rights/directory'
import type { IdSource } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import type { ClockKeeper } from '../clock-keeper.ts'
import type { Journal } from '../store/journal.ts'

/** A start folds at most about this many entries. */
const ENTRIES_PER_SNAPSHOT = 500

export type KernelShellOptions = {
  journal: Journal
  directory: Directory
  clock: ClockKeeper
  ids: IdSource
  /** Runs effects whose intent is on the disk. Must not throw; what goes wrong comes back as an intent. */
  run: (effects: readonly Effect[]) => void
}

/**
 * The single thread of this locker: decide, make it durable, publish it, and only then let anything move. There is
 * no await between deciding and publishing, so two intents can never see the same free cell.
 */
export class KernelShell {
  readonly #options: KernelShellOptions
  readonly #listeners = new Set<() => void>()
  #state: LockerState

  constructor(options: KernelShellOptions) {
    this.#options = options
    this.#state = options.journal.fold()
  }

  /** All that this locker knows of itself. Never changed in place. */
  get state(): LockerState {
    return this.#state
  }

  /**
   * Carries out one intent. When this resolves its entries are on the disk and its pulses with the bus. When it
   * rejects (`journal/disk-full`) nothing has happened at all.
   */
  async submit(intent: Intent): Promise<Outcome> {
    const { journal, directory, clock, ids, run } = this.#options
    if (intent.do === 'deposit' && this.#isBacklogFull()) return { ok: false, why: 'full' }
    const stamp = clock.stamp()
    const { entries, effects, outcome } = decide(
      { state: this.#state, directory },
      intent,
      stamp.at,
      ids,
    )
    if (entries.length === 0) return outcome
    const written = journal.append(entries, stamp)
    for (const entry of written) this.#state = evolve(this.#state, entry)
    if (effects.length > 0) run(effects)
    this.#tell()
    return outcome
  }

  /** Journals what no rule decides: the clock, faults of the machine, feed items that were refused. */
  record(bodies: readonly EntryBody[]) {
    if (bodies.length === 0) return
    const { journal, clock } = this.#options
    for (const entry of journal.append(bodies, clock.stamp()))
      this.#state = evolve(this.#state, entry)
    this.#tell()
  }

  /** Calls back after each change of the state; returns the function that stops it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  /** Saves the fold when a start would otherwise have much to read. Called when nobody waits for a door. */
  snapshotWhenDue(entriesMin = ENTRIES_PER_SNAPSHOT) {
    if (this.#options.journal.entriesSinceSnapshot >= entriesMin)
      this.#options.journal.saveSnapshot(this.#state)
  }

  #isBacklogFull() {
    const { journal } = this.#options
    return journal.lastSeq - journal.acknowledged.receivedThrough >= limits.journalUnsentMax
  }

  #tell() {
    for (const listener of this.#listeners) listener()
  }
}
