import type { FeedTable, StoredItem, StreamCursor } from '@cubby/edge/store/edge-disk'
import { type KeptItem, type Medium, setRow, type Tables, type Undo } from './tables.ts'

/** The feed's rows on a simulated disk. */
export class FeedRows implements FeedTable {
  readonly #medium: Medium

  constructor(medium: Medium) {
    this.#medium = medium
  }

  items(): StoredItem[] {
    return [...this.#medium.tables().items.values()]
      .sort((a, b) => compare(a.stream, b.stream) || compare(a.key, b.key))
      .map(({ stream, key, version, asOfSeq, text }) => ({
        stream,
        key,
        version,
        asOfSeq,
        body: JSON.parse(text) as unknown,
      }))
  }

  versionOf(stream: string, key: string): number | null {
    return this.#item(stream, key)?.version ?? null
  }

  put({ stream, key, version, asOfSeq, body }: StoredItem, mark: number) {
    const text = JSON.stringify(body ?? null)
    this.#set({ stream, key, version, asOfSeq, text, mark })
  }

  touch(stream: string, key: string, mark: number) {
    const item = this.#item(stream, key)
    if (item) this.#set({ ...item, mark })
  }

  remove(stream: string, key: string) {
    this.#medium.write(setRow(itemsOf, placeOf(stream, key), undefined))
  }

  removeOlderThan(stream: string, mark: number): string[] {
    return this.#medium.write((tables, undo) =>
      [...tables.items.values()]
        .filter((item) => item.stream === stream && item.mark < mark)
        .map((item) => removed(item, tables, undo)),
    )
  }

  cursors(): StreamCursor[] {
    return [...this.#medium.tables().cursors.values()]
      .sort((a, b) => compare(a.stream, b.stream))
      .map((cursor) => ({ ...cursor }))
  }

  saveCursor({ stream, epoch, cursor, mark, isResetting }: StreamCursor) {
    const row = { stream, epoch, cursor, mark, isResetting }
    this.#medium.write(setRow(cursorsOf, stream, row))
  }

  dropStream(stream: string): string[] {
    this.#medium.write(setRow(cursorsOf, stream, undefined))
    return this.removeOlderThan(stream, Number.MAX_SAFE_INTEGER)
  }

  #item = (stream: string, key: string) => this.#medium.tables().items.get(placeOf(stream, key))

  #set(item: KeptItem) {
    this.#medium.write(setRow(itemsOf, placeOf(item.stream, item.key), item))
  }
}

function removed({ stream, key }: KeptItem, tables: Tables, undo: Undo[]): string {
  setRow(itemsOf, placeOf(stream, key), undefined)(tables, undo)
  return key
}

const itemsOf = ({ items }: Tables) => items
const cursorsOf = ({ cursors }: Tables) => cursors
const placeOf = (stream: string, key: string) => `${stream}\0${key}`
const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
