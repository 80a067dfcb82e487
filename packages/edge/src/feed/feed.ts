import type { CellSpec } from '@cubby/domain/cells/layout'
import type { BodyOf } from '@cubby/domain/journal/entries'
import { hours, type Instant } from '@cubby/kit/clock'
import { must } from '@cubby/kit/assert'
import type { FeedPage } from '@cubby/protocol/link/messages'
import type { EdgeDisk, Enrolled, StreamCursor } from '../store/edge-disk.ts'
import type { Identity } from '../store/identity.ts'
import { checkItem, type CheckedItem, type ItemVerdict } from './check-item.ts'
import type { EdgeDirectory } from './edge-directory.ts'

type Told = BodyOf<'feed.rejected'> | BodyOf<'feed.advisory'>
type Item = FeedPage['items'][number]
type Judged = { item: Item; verdict: ItemVerdict }

/** Written down no more often than this: the limit that reads it is thirty days. */
const completeAtKeptEvery = hours(1)

/**
 * What the server wants this locker to know. A page and its cursor are one transaction, so that a crash leaves
 * either both or neither; the directory in memory follows the disk, never the other way round.
 */
export class Feed {
  readonly directory: EdgeDirectory
  readonly #disk: EdgeDisk
  readonly #identity: Identity
  readonly #tell: (told: Told[]) => void
  readonly #cursors = new Map<string, StreamCursor>()
  #completeAtKept: Instant | null = null

  constructor(options: {
    disk: EdgeDisk
    identity: Identity
    directory: EdgeDirectory
    /** Journals what was refused in whole or in part, before the page that brought it counts as read. */
    tell: (told: Told[]) => void
  }) {
    this.#disk = options.disk
    this.#identity = options.identity
    this.directory = options.directory
    this.#tell = options.tell
    this.#load()
  }

  /** What to ask for next: where this locker stands in each stream it follows. */
  cursors() {
    return [...this.#cursors.values()].map(({ stream, epoch, cursor }) => ({
      stream,
      epoch,
      cursor,
    }))
  }

  /** Follows these streams and no others, and forgets what the others said. Answers how many are new. */
  follow(streams: readonly string[]): number {
    const own = `locker:${this.#enrolled().locker}`
    const wanted = new Set([own, ...streams])
    const left = [...this.#cursors.keys()].filter((stream) => !wanted.has(stream))
    if (left.length > 0) {
      const gone = this.#disk.transaction(() =>
        left.flatMap((stream) => this.#disk.feed.dropStream(stream)),
      )
      for (const stream of left) this.#cursors.delete(stream)
      for (const key of gone) this.directory.remove(key)
    }
    this.#rememberSegments(wanted)
    const fresh = [...wanted].filter((stream) => !this.#cursors.has(stream))
    for (const stream of fresh)
      this.#cursors.set(stream, { stream, epoch: null, cursor: 0, mark: 0, isResetting: false })
    return fresh.length
  }

  /** Applies a page. Answers whether the stream is now as the server has it, or more is to be asked for. */
  apply(page: FeedPage): 'at-head' | 'more' {
    const before = this.#cursors.get(page.stream)
    if (!before) return 'at-head' // left in the meantime
    if (!page.reset && before.epoch !== null && page.epoch !== before.epoch)
      return this.#startOver(before)
    if (!page.reset && page.epoch === before.epoch && page.cursor < before.cursor) return 'more' // an old answer
    const isAtHead = page.cursor >= page.head
    const after = cursorAfter(before, page)
    if (page.items.length > 0 || !isSame(before, after)) this.#commit(page, after, isAtHead)
    return isAtHead ? 'at-head' : 'more'
  }

  /** All streams were seen at their heads: from now on the directory counts as fresh. */
  noteComplete(now: Instant) {
    this.directory.completeAt = now
    if (this.#completeAtKept !== null && Math.abs(now - this.#completeAtKept) < completeAtKeptEvery)
      return
    this.#disk.setMeta('directory-complete-at', String(now))
    this.#completeAtKept = now
  }

  /** A segment need not have said anything yet, so its cursor may not be on the disk. */
  #rememberSegments(streams: ReadonlySet<string>) {
    const segments = segmentsIn(streams)
    const text = JSON.stringify([...segments])
    if (text === JSON.stringify([...this.directory.segments])) return
    this.#disk.setMeta('segments', text)
    this.directory.segments = segments
  }

  #commit(page: FeedPage, after: StreamCursor, isAtHead: boolean) {
    const judged = page.items.map((item) => this.#judge(page.stream, item))
    this.#tell(judged.flatMap((each) => complaintOf(page.stream, each)))
    const changes: { put: CheckedItem[]; remove: string[] } = { put: [], remove: [] }
    // A new layout may leave out a cell in which something still lies.
    if (judged.some(({ item }) => item.key === 'layout'))
      this.#disk.setMeta('cells-ever', JSON.stringify(this.directory.cellsEver()))
    this.#disk.transaction(() => {
      for (const each of judged) this.#write(page.stream, each, after, changes)
      if (after.isResetting && isAtHead) {
        changes.remove.push(...this.#disk.feed.removeOlderThan(page.stream, after.mark))
        after.isResetting = false
      }
      this.#disk.feed.saveCursor(after)
    })
    this.#cursors.set(page.stream, after)
    for (const key of changes.remove) this.directory.remove(key)
    for (const item of changes.put) this.directory.put(item)
  }

  #judge(stream: string, item: Item): Judged {
    if (item.dead) return { item, verdict: { verdict: 'unknown-kind' } }
    const { key, body, asOfSeq } = item
    return { item, verdict: checkItem(this.#enrolled(), stream, { key, body, asOfSeq }) }
  }

  #write(
    stream: string,
    { item, verdict }: Judged,
    after: StreamCursor,
    changes: { put: CheckedItem[]; remove: string[] },
  ) {
    const { key, version, asOfSeq, body } = item
    const known = this.#disk.feed.versionOf(stream, key)
    // Versions of another epoch count differently, so a snapshot always wins.
    if (!after.isResetting && known !== null && known >= version) return
    if (item.dead) {
      this.#disk.feed.remove(stream, key)
      changes.remove.push(key)
    } else if (verdict.verdict === 'rejected') {
      // What was good before stays good: a damaged item must not take a parcel's right away.
      this.#disk.feed.touch(stream, key, after.mark)
    } else {
      this.#disk.feed.put({ stream, key, version, asOfSeq, body }, after.mark)
      if (verdict.verdict === 'sound') changes.put.push(verdict.item)
    }
  }

  /** The stream has a new life and the page is not its beginning: ask again as one who knows nothing. */
  #startOver(before: StreamCursor): 'more' {
    const fresh = { ...before, epoch: null, cursor: 0, mark: before.mark + 1, isResetting: true }
    this.#disk.transaction(() => this.#disk.feed.saveCursor(fresh))
    this.#cursors.set(before.stream, fresh)
    return 'more'
  }

  #load() {
    for (const cursor of this.#disk.feed.cursors()) this.#cursors.set(cursor.stream, cursor)
    const { enrolled } = this.#identity
    const cells = this.#disk.meta('cells-ever')
    if (cells !== null) this.directory.recall(JSON.parse(cells) as CellSpec[])
    if (enrolled) {
      for (const stored of this.#disk.feed.items()) {
        const judged = checkItem(enrolled, stored.stream, stored)
        if (judged.verdict === 'sound') this.directory.put(judged.item)
      }
    }
    this.directory.segments = new Set(JSON.parse(this.#disk.meta('segments') ?? '[]') as string[])
    const complete = this.#disk.meta('directory-complete-at')
    this.#completeAtKept = complete === null ? null : (Number(complete) as Instant)
    this.directory.completeAt = this.#completeAtKept
  }

  #enrolled = (): Enrolled =>
    must(this.#identity.enrolled, 'the feed is read before this machine is enrolled')
}

const segmentsIn = (streams: ReadonlySet<string>): ReadonlySet<string> =>
  new Set(
    [...streams]
      .filter((stream) => stream.startsWith('segment:'))
      .map((stream) => stream.slice('segment:'.length))
      .sort(),
  )

function cursorAfter(before: StreamCursor, page: FeedPage): StreamCursor {
  const { stream, epoch, cursor } = page
  return page.reset
    ? { stream, epoch, cursor, mark: before.mark + 1, isResetting: true }
    : { ...before, epoch, cursor }
}

const isSame = (one: StreamCursor, other: StreamCursor) =>
  one.epoch === other.epoch &&
  one.cursor === other.cursor &&
  one.mark === other.mark &&
  one.isResetting === other.isResetting

function complaintOf(stream: string, { item: { key }, verdict }: Judged): Told[] {
  if (verdict.verdict === 'rejected')
    return [{ type: 'feed.rejected', stream, key, why: verdict.why }]
  if (verdict.verdict === 'sound' && verdict.advice !== undefined)
    return [{ type: 'feed.advisory', stream, key, why: verdict.advice }]
  return []
}
