import type { Outcome } from '@cubby/domain/kernel/intent'
import { type Edge, startEdge } from '@cubby/edge/start-edge'
import type { EntryBody } from '@cubby/domain/journal/entries'
import type { Journal } from '@cubby/edge/store/journal'
import type { Transport } from '@cubby/edge/sync/transport'
import { AppError } from '@cubby/kit/app-error'
import type { Instant, Millis } from '@cubby/kit/clock'
import type { IdSource, JournalId, LockerId } from '@cubby/kit/ids'
import type { Prng } from '@cubby/kit/prng'
import type { VirtualClock } from '@cubby/kit/virtual-clock'
import type { KioskAsk, KioskIntentName } from '@cubby/protocol/kiosk/intents'
import type { Logger } from 'pino'
import type { SimDisk } from '../disk/sim-disk.ts'
import type { Cabinet } from './cabinet.ts'
import { Life, LifeClock, PowerCut, type WallClock } from './life.ts'
import type { Observed } from './observed.ts'
import type { SimBoards } from './sim-boards.ts'
import type { Story } from './story.ts'

/** The machine is off, or went off while somebody waited for it. */
export class MachineDown extends Error {
  override name = 'MachineDown'
}

export type MachineOptions = {
  name: string
  id: LockerId
  cabinet: Cabinet
  boards: SimBoards
  disk: SimDisk
  clock: VirtualClock
  wall: WallClock
  ids: IdSource
  chance: Prng
  /** How this program reaches the server; a new one for every life. */
  transport: (life: Life) => Transport
  enrolmentCode: string | null
  /** A second machine that came to the name of another one by a copied disk. */
  isClone: boolean
  pollEvery: Millis
  lookEvery: Millis
  log: Logger
  story: Story
  observe: (observed: Observed) => void
}

/** One street machine: steel, boards, a disk, and whatever program runs on it at the moment. */
export class Machine {
  readonly options: MachineOptions
  disk: SimDisk
  version = '1.0.0'
  enrolmentCode: string | null
  /** A bit has turned on its disk, and nobody has changed the disk since. */
  isRotten = false
  /** Taken away for good. */
  isScrap = false
  /** When an exchange with the server last succeeded. */
  lastExchangeAt = 0 as Instant
  /** Something was wrong inside until this moment: what it saw then, it need not have recorded. */
  troubledAt = -Infinity
  /** Around each durable commit; may kill the machine. */
  onCommit: ((moment: 'before' | 'after') => void) | null = null
  #seqSeen = 0
  #completeTold: Instant | null = null
  #completeSince: Instant | null = null
  #life: Life | null = null
  #edge: Edge | null = null
  /** People queue: one at a time in front of the screen. */
  #queue: Promise<void> = Promise.resolve()

  constructor(options: MachineOptions) {
    this.options = options
    this.disk = options.disk
    this.enrolmentCode = options.enrolmentCode
    this.mount(options.disk)
  }

  /** Puts a disk into this machine. */
  mount(disk: SimDisk) {
    this.isRotten = false
    this.disk = disk
    this.#seqSeen = disk.contents.entries.at(-1)?.seq ?? 0
    disk.onCommit = (moment) => this.#atCommit(moment)
  }

  get isClone(): boolean {
    return this.options.isClone
  }

  get id(): LockerId {
    return this.options.id
  }

  get name(): string {
    return this.options.name
  }

  /** The running program; null while the machine is off or still starting. */
  get edge(): Edge | null {
    return this.#edge
  }

  /** The name of the journal on its disk; null before the first start. */
  get journal(): JournalId | null {
    return (this.disk.contents.meta.get('journal') as JournalId | undefined) ?? null
  }

  /** When it last knew that it had heard everything, by true time; its own clock may lie. */
  get completeSince(): Instant | null {
    const told = this.#edge?.directory.completeAt ?? null
    if (told !== this.#completeTold && told !== null) this.#completeSince = this.lastExchangeAt
    this.#completeTold = told
    return this.#completeSince
  }

  get isOn(): boolean {
    return this.#life !== null
  }

  /** Starts the program. What is on the disk may keep it from starting: then it stays off, and that is told. */
  async start(): Promise<boolean> {
    if (this.#life || this.isScrap) return false
    this.#troubled()
    const { name, clock, wall, boards, story, observe } = this.options
    const life = new Life(name)
    this.#life = life
    story.tell(name, 'starts')
    try {
      const edge = await life.hears(
        startEdge({
          disk: this.disk.open(),
          server: this.options.transport(life),
          enrolmentCode: this.enrolmentCode,
          hardware: { open: () => boards.hardwareFor(life) },
          clock: new LifeClock(clock, life, wall),
          ids: this.options.ids,
          random: this.options.chance,
          kioskPort: null,
          version: this.version,
          log: this.options.log,
          polling: { busy: 1_000 as Millis, idle: this.options.lookEvery },
          pollEvery: this.options.pollEvery,
        }),
      )
      this.#edge = edge
      // What its disk remembers of that is old news.
      this.#completeTold = edge.directory.completeAt
      observe({ see: 'started', machine: this })
      return true
    } catch (error) {
      if (this.#life === life) this.#gone(life)
      const code = error instanceof AppError ? error.code : String(error)
      story.tell(name, `cannot start: ${code}`)
      return false
    }
  }

  /** The power goes: everything that was not yet safe on the disk is lost. */
  powerCut() {
    if (!this.#life) return
    this.options.story.tell(this.name, 'loses power')
    this.#gone(this.#life)
    this.disk.powerLoss()
  }

  /** The program dies; the computer, and what it has written, lives on. */
  crash() {
    if (!this.#life) return
    this.options.story.tell(this.name, 'the program dies')
    this.#gone(this.#life)
    this.disk.crash()
  }

  /** It is taken away and never comes back. */
  scrap() {
    this.crash()
    this.isScrap = true
  }

  /** Called while something is wrong, so that nobody expects records of that time. */
  #troubled() {
    this.troubledAt = this.options.clock.now()
  }

  #atCommit(moment: 'before' | 'after') {
    if (moment === 'after') this.#tellEntries()
    const life = this.#life
    this.onCommit?.(moment)
    if (life?.isOver) throw new PowerCut(`${moment} a commit`)
  }

  #tellEntries() {
    const { entries } = this.disk.contents
    const { journal } = this
    if (!journal) return
    let at = entries.length
    while (at > 0 && (entries[at - 1]?.seq ?? 0) > this.#seqSeen) at--
    for (const kept of entries.slice(at)) {
      this.#seqSeen = kept.seq
      this.options.observe({ see: 'entry', machine: this, journal, entry: kept.entry() })
    }
  }

  #gone(life: Life) {
    this.#troubled()
    life.end()
    this.#life = null
    this.#edge = null
  }

  /**
   * A newer program has been here: it writes an entry of a kind that nobody else knows yet. Everything around it is
   * as it should be: its place, its time, its hash.
   */
  writesOddEntry() {
    const journal = this.#edge?.journal as Journal | undefined
    if (!journal) return
    this.options.story.tell(this.name, 'writes an entry from the future')
    const { boot, mono, at, synced } = journal.after(journal.lastSeq - 1, 1)[0] ?? {}
    if (boot === undefined || mono === undefined || at === undefined) return
    const odd = { type: 'device.hummed', tune: this.version } as unknown as EntryBody
    journal.append([odd], {
      boot,
      mono: mono as Millis,
      at: at as Instant,
      synced: synced ?? false,
    })
  }

  /** What a person does at the screen. Rejects with `MachineDown` when the machine is off or goes off meanwhile. */
  perform<K extends KioskIntentName>(name: K, ask: KioskAsk<K>): Promise<Outcome> {
    return this.withEdge((edge) => edge.perform(name, ask))
  }

  withEdge<T>(work: (edge: Edge) => Promise<T>): Promise<T> {
    const edge = this.#edge
    const life = this.#life
    if (!edge || !life) return Promise.reject(new MachineDown(this.name))
    return new Promise((resolve, reject) => {
      life.onEnd(() => reject(new MachineDown(this.name)))
      work(edge).then(resolve, reject)
    })
  }

  /** Waits for the place in front of the screen, and leaves it when the work is over. */
  async inFront<T>(work: () => Promise<T>): Promise<T> {
    const before = this.#queue
    const mine = Promise.withResolvers<void>()
    this.#queue = mine.promise
    await before
    try {
      return await work()
    } finally {
      mine.resolve()
    }
  }
}
