import type { Instant } from '@cubby/kit/clock'

/** One change of one thing that lockers should know. */
export type FeedChange = {
  /** `network`, `org:<id>`, `segment:<id>` or `locker:<id>`. */
  stream: string
  key: string
  /** What is true now; null when the thing is no more (a tombstone). */
  body: object | null
  /** The last journal entry of the locker that the server knew when it said this. */
  asOfSeq?: number
  /** After this moment the item means nothing, whoever reads it. */
  expiresAt?: Instant
}

/** Where a reader stands in one stream. Before the first page: epoch null and cursor 0. */
export type FeedCursor = { stream: string; epoch: string | null; cursor: number }

export type FeedItem = {
  key: string
  version: number
  dead: boolean
  body: unknown
  asOfSeq: number | null
}

export type FeedPage = {
  stream: string
  /** Empty while nobody has written the stream. */
  epoch: string
  /** The latest version there is; the reader's copy is complete when `cursor` has come to it. */
  head: number
  /** Where the reader stands once it has applied these items. */
  cursor: number
  /** Forget everything known of this stream first: this page begins a snapshot. */
  reset: boolean
  items: FeedItem[]
}
