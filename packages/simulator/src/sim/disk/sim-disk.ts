import type { EdgeDisk } from '@cubby/edge/store/edge-disk'
import { AppError } from '@cubby/kit/app-error'
import { must } from '@cubby/kit/assert'
import type { Prng } from '@cubby/kit/prng'
import { KeptEntry } from './kept-entry.ts'
import { type CommitMoment, OpenDisk } from './open-disk.ts'
import { copyOf, type Tables } from './tables.ts'
import { WriteLog } from './write-log.ts'

/** What lay on a disk at one moment. */
export type DiskImage = { readonly tables: Tables }

/**
 * The storage of one machine, in memory, with everything that happens to real ones. It outlives the programs that
 * open it: what is on it after a fault is what the next one finds.
 */
export class SimDisk {
  /**
   * Called around each commit that is to be durable when it returns, unless that wrote nothing. Whatever it throws
   * kills the process there: before, nothing of the commit is written; after, all of it is.
   */
  onCommit: ((moment: CommitMoment) => void) | null = null
  #log: WriteLog
  #process: OpenDisk | null = null
  #isFull = false

  /** A blank disk, or one with this on it. */
  constructor(image: DiskImage | null = null) {
    this.#log = new WriteLog(image ? copyOf(image.tables) : undefined)
  }

  /** What lies on it, for whoever watches and changes nothing. */
  get contents(): Readonly<Tables> {
    return this.#log.tables
  }

  /** Commits that a loss of power would take: light ones since the last that was durable. */
  get unflushedCommits(): number {
    return this.#log.unflushed
  }

  get isFull(): boolean {
    return this.#isFull
  }

  /** Opens the disk for a process. Another one must have closed it, or have died. */
  open(): EdgeDisk {
    if (this.#process) throw new AppError('config/invalid', 'another program has this journal open')
    const process = new OpenDisk({
      log: this.#log,
      isFull: () => this.#isFull,
      atCommit: (moment) => this.#atCommit(moment),
      closed: () => (this.#process = null),
    })
    this.#process = process
    return process
  }

  /** The process dies. What it committed survives, also lightly: the operating system lives on. */
  crash() {
    this.#kill()
    this.#log.rollback()
  }

  /**
   * The power goes, and with it every light commit since the last durable one. Disks write in order, so some may have
   * made it: the first `kept` of them. A record that was torn half-way is not among them; its checksum says so.
   */
  powerLoss({ kept = 0 }: { kept?: number } = {}) {
    this.#kill()
    this.#log.losePower(kept)
  }

  /** No room is left: whatever writes throws and changes nothing. Reading goes on. */
  fill() {
    this.#isFull = true
  }

  drain() {
    this.#isFull = false
  }

  /**
   * Turns one bit in the body or the hash of some entry. Answers its number; null when there is none to rot. What a
   * process has read before it knows only from its memory.
   */
  rot(pick: Prng): number | null {
    const { entries } = this.#log.tables
    if (entries.length === 0) return null
    const at = pick.int(0, entries.length - 1)
    const { row } = must(entries[at], 'an entry at each place')
    const part = pick.pick(['body', 'hash'] as const)
    entries[at] = new KeptEntry({ ...row, [part]: withOneBitTurned(row[part], pick) })
    return row.seq
  }

  /** A copy of everything that would survive a loss of power. */
  image(): DiskImage {
    return { tables: this.#log.durable() }
  }

  /** Puts back what lay on this disk, or another, at that time. A process that has it open dies. */
  restore({ tables }: DiskImage) {
    this.#kill()
    this.#log = new WriteLog(copyOf(tables))
  }

  /** A second disk with the same on it: keys, journal and all. */
  clone(): SimDisk {
    return new SimDisk(this.image())
  }

  #kill() {
    this.#process?.die()
    this.#process = null
  }

  #atCommit(moment: CommitMoment) {
    try {
      this.onCommit?.(moment)
    } catch (error) {
      this.crash()
      throw error
    }
  }
}

function withOneBitTurned(text: string, pick: Prng): string {
  const at = pick.int(0, text.length - 1)
  return `${text.slice(0, at)}${String.fromCharCode(text.charCodeAt(at) ^ 1)}${text.slice(at + 1)}`
}
