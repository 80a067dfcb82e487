import type { Acknowledged, EdgeDisk, Snapshot, StoredIdentity } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import { assert } from '@cubby/kit/assert'
import { EntryRows } from './entry-rows.ts'
import { FeedRows } from './feed-rows.ts'
import { PaymentRows } from './payment-rows.ts'
import { type Medium, setRow, type Tables, type Undo } from './tables.ts'
import type { WriteLog } from './write-log.ts'

/** The moments at which a process may die with its last words unheard. */
export type CommitMoment = 'before' | 'after'

/** What is thrown in a process that is no more: nothing it still does can reach the world. */
export class DeadProcess extends Error {
  override name = 'DeadProcess'

  constructor() {
    super('this process died; what it does now happens nowhere')
  }
}

/** The machine below an open disk. */
export type Below = {
  log: WriteLog
  isFull: () => boolean
  /** Called around each commit that flushes something. Whoever throws here kills the process. */
  atCommit: (moment: CommitMoment) => void
  closed: () => void
}

/** A simulated disk as one process has it open, until it closes it or dies. */
export class OpenDisk implements EdgeDisk, Medium {
  readonly entries: EntryRows
  readonly feed: FeedRows
  readonly payments: PaymentRows
  readonly #below: Below
  #life: 'open' | 'closed' | 'dead' = 'open'

  constructor(below: Below) {
    this.#below = below
    this.entries = new EntryRows(this)
    this.feed = new FeedRows(this)
    this.payments = new PaymentRows(this)
  }

  /** From now on nothing that this process does has an effect. */
  die() {
    this.#life = 'dead'
  }

  transaction<T>(work: () => T): T {
    return this.#transact('flushed', work)
  }

  lightTransaction<T>(work: () => T): T {
    return this.#transact('light', work)
  }

  tables(): Tables {
    return this.#log().tables
  }

  write<T>(work: (tables: Tables, undo: Undo[]) => T): T {
    const log = this.#log()
    if (this.#below.isFull()) throw diskFull()
    if (log.transaction) return work(log.tables, log.transaction)
    return this.transaction(() => this.write(work))
  }

  meta(key: string): string | null {
    return this.tables().meta.get(key) ?? null
  }

  setMeta(key: string, value: string) {
    this.write(setRow(({ meta }) => meta, key, value))
  }

  snapshot(): Snapshot | null {
    const { snapshot } = this.tables().facts
    return snapshot && { ...snapshot }
  }

  saveSnapshot({ seq, format, state }: Snapshot) {
    this.#setFacts({ snapshot: { seq, format, state } })
  }

  acknowledged(): Acknowledged | null {
    const { acknowledged } = this.tables().facts
    return acknowledged && { ...acknowledged }
  }

  saveAcknowledged({ receivedThrough, durableThrough }: Acknowledged) {
    this.#setFacts({ acknowledged: { receivedThrough, durableThrough } })
  }

  identity(): StoredIdentity | null {
    const { identity } = this.tables().facts
    return identity === null ? null : (JSON.parse(identity) as StoredIdentity)
  }

  saveIdentity(identity: StoredIdentity) {
    this.#setFacts({ identity: JSON.stringify(identity) })
  }

  checkpoint() {
    this.#log()
  }

  /** Closing in peace flushes everything. The dead have let go already. */
  [Symbol.dispose]() {
    if (this.#life !== 'open') return
    this.#life = 'closed'
    this.#below.log.rollback()
    this.#below.log.flush()
    this.#below.closed()
  }

  #transact<T>(how: 'flushed' | 'light', work: () => T): T {
    const log = this.#log()
    log.begin()
    try {
      const result = work()
      this.#commit(how)
      return result
    } catch (error) {
      // A process that died left nothing of its own to take back.
      if (this.#life === 'open') log.rollback()
      throw error
    }
  }

  #commit(how: 'flushed' | 'light') {
    const isWritten = (this.#log().transaction?.length ?? 0) > 0
    const isMoment = isWritten && how === 'flushed'
    if (isMoment) this.#below.atCommit('before')
    const log = this.#log()
    if (isWritten && this.#below.isFull()) throw diskFull()
    log.commit(how)
    if (isMoment) this.#below.atCommit('after')
    this.#log()
  }

  #setFacts(more: Partial<Tables['facts']>) {
    this.write((tables, undo) => {
      const before = tables.facts
      tables.facts = { ...before, ...more }
      undo.push((others) => {
        others.facts = before
      })
    })
  }

  /** The log of a process that lives. */
  #log(): WriteLog {
    if (this.#life === 'dead') throw new DeadProcess()
    assert(this.#life === 'open', 'this disk was closed')
    return this.#below.log
  }
}

const diskFull = () => new AppError('journal/disk-full', 'the disk of this locker is full')
