import type { Intent } from '@cubby/domain/kernel/intent'
import type { LockerState } from '@cubby/domain/kernel/state'
import type { Instant } from '@cubby/kit/clock'
import { limits } from '@cubby/kit/limits'
import type { ClockKeeper } from '../clock-keeper.ts'
import type { CommandAsked, EdgeDirectory } from './edge-directory.ts'

export type CommandsOptions = {
  directory: EdgeDirectory
  keeper: ClockKeeper
  state: () => LockerState
  submit: (intent: Intent) => Promise<unknown>
}

/**
 * Brings commands of the feed to the rules, which answer each once. A command is not lost when the power goes
 * between reading and obeying it: the feed still holds it, and the journal says whether it was answered.
 */
export class Commands {
  readonly #options: CommandsOptions

  constructor(options: CommandsOptions) {
    this.#options = options
  }

  /** Obeys what is due and was not answered yet. Waits while nobody vouches for the time. */
  async obeyDue() {
    const { keeper, submit } = this.#options
    if (!keeper.isSynced) return
    const now = keeper.now()
    for (const { command, asOfSeq } of this.#unanswered())
      if (command.notBefore <= now)
        await submit({ do: 'obey', command, asOfSeq, clockSynced: keeper.isSynced })
  }

  /** When the next one may be carried out; null when none waits, or the time is anybody's guess. */
  nextDueAt(): Instant | null {
    if (!this.#options.keeper.isSynced) return null
    let due: Instant | null = null
    for (const { command } of this.#unanswered())
      if (due === null || command.notBefore < due) due = command.notBefore as Instant
    return due
  }

  #unanswered(): CommandAsked[] {
    const { directory, keeper } = this.#options
    const { commands } = this.#options.state()
    // The journal forgets answers after twice the longest life; by then a command must not look new again.
    const forgotten = keeper.now() - 2 * limits.commandLifeMax
    return [...directory.commands()].filter(
      ({ command }) => commands[command.command] === undefined && command.expiresAt > forgotten,
    )
  }
}
