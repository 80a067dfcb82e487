import type { Instant } from '@cubby/kit/clock'
import type { Store, StoreTransaction } from '@cubby/server/store/store'
import { journalsOf } from './memory-journals.ts'
import { officeOf } from './memory-office.ts'
import { saveInto } from './memory-save.ts'
import { loadFrom } from './memory-slice.ts'
import { writeFeedInto } from './memory-feed.ts'
import { Tables } from './tables.ts'

/** A lost connection, a full disk of the database: the same may succeed later. */
export class PassingFailure extends Error {
  override name = 'PassingFailure'
}

/** How one server process reaches the store. */
export type Connection = {
  /** Time that a transaction takes; it holds everybody else up meanwhile. */
  takesTime(): Promise<void>
  /** Just before and just after a commit. May throw, and then the server does not know what became of it. */
  atCommit(moment: 'before' | 'after'): void
  /** New epochs of streams. */
  newEpoch(): string
}

const calm: Connection = {
  takesTime: () => Promise.resolve(),
  atCommit: () => {},
  newEpoch: () => 'epoch',
}

/**
 * The store of the servers in memory: the same promises as PostgreSQL's, with one transaction at a time. That two
 * at a time do not disturb each other is for tests on the real one to show.
 */
export class MemoryStore {
  readonly tables = new Tables()
  #last: Promise<void> = Promise.resolve()
  /** Called when a transaction is committed. */
  onCommit: (() => void) | null = null

  /** The store as one process reaches it; `isOver` turns true when that process is dead. */
  connect(connection: Partial<Connection> = {}, isOver: () => boolean = () => false): Store {
    const link: Connection = { ...calm, ...connection }
    const methods = Object.entries(transactionOn(this.tables, link)) as Methods
    return {
      transact: (work) =>
        this.#oneByOne((release) => this.#transact(work, { link, methods, isOver }, release)),
      isPassing: (error) => error instanceof PassingFailure,
    }
  }

  /**
   * A small transaction, under the same lock: what is under way and not committed is never seen. Everything in it
   * happens, or nothing when it throws.
   */
  change = <T>(work: () => T): Promise<T> => this.#oneByOne(async () => this.#commit(work))

  #commit<T>(work: () => T): T {
    try {
      const result = work()
      this.tables.undo.forget()
      this.onCommit?.()
      return result
    } catch (error) {
      this.tables.undo.rollBack()
      throw error
    }
  }

  #current: (() => void) | null = null

  /** A process is dead: what it had begun and not committed never was. */
  dropped() {
    this.#current?.()
  }

  async #transact<T>(
    work: (tx: StoreTransaction) => Promise<T>,
    { link, methods, isOver }: { link: Connection; methods: Methods; isOver: () => boolean },
    release: () => void,
  ): Promise<T> {
    const { tables } = this
    if (isOver()) throw new PassingFailure('the connection is gone')
    const turn: Turn = { isOpen: true, isBroken: false }
    const end = () => {
      turn.isOpen = false
      this.#current = null
    }
    const abort = () => {
      if (!turn.isOpen) return
      end()
      tables.undo.rollBack()
      release()
    }
    this.#current = () => {
      if (isOver()) abort()
    }
    try {
      const result = await work(guarded(methods, turn))
      await link.takesTime()
      mayGoOn(turn)
      link.atCommit('before')
      end()
      tables.undo.forget()
      this.onCommit?.()
      link.atCommit('after')
      return result
    } catch (error) {
      abort()
      throw error
    }
  }

  /** One after another. A dead process gives its place free although its work never ends. */
  async #oneByOne<T>(work: (release: () => void) => Promise<T>): Promise<T> {
    const before = this.#last
    const mine = Promise.withResolvers<void>()
    this.#last = mine.promise
    await before
    try {
      return await work(mine.resolve)
    } finally {
      mine.resolve()
    }
  }
}

const transactionOn = (tables: Tables, link: Connection): StoreTransaction => ({
  ...journalsOf(tables),
  ...officeOf(tables),
  load: async (wanted) => loadFrom(tables, wanted),
  save: async (difference, now: Instant) => saveInto(tables, difference, now),
  writeFeed: async (changes) => writeFeedInto(tables, changes, () => link.newEpoch()),
})

/** What a transaction can do, by name. */
type Methods = [string, (...given: unknown[]) => Promise<unknown>][]

/** How it stands with a transaction. Broken: something of it was refused. */
type Turn = { isOpen: boolean; isBroken: boolean }

/**
 * After its end a transaction does nothing any more, whatever its program still tries. After a refusal neither, and
 * nothing of it is kept; PostgreSQL even answers that commit as if it were one, which would hide a fault of ours.
 */
function mayGoOn({ isOpen, isBroken }: Turn) {
  if (!isOpen) throw new PassingFailure('the connection is gone')
  if (isBroken) throw new RangeError('something of this transaction was refused')
}

const guarded = (methods: Methods, turn: Turn): StoreTransaction =>
  Object.fromEntries(
    methods.map(([name, method]) => [
      name,
      async (...args: unknown[]) => {
        mayGoOn(turn)
        try {
          return await method(...args)
        } catch (error) {
          turn.isBroken = true
          throw error
        }
      },
    ]),
  ) as unknown as StoreTransaction
