import { must } from '@cubby/kit/assert'
import { limits } from '@cubby/kit/limits'
import type { Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { FeedCursor } from '../../feed/feed-types.ts'
import { nextPages } from '../../feed/read-feed.ts'
import type { Readings } from '../ports.ts'
import { together } from './together.ts'

/** Bounds what is held in memory: so many pages of 500 items, at most twice. */
const ASKED_MAX = 64

/**
 * The next page after a cursor, for readers who are behind. One change of a shared stream brings its followers here
 * all at once, and most of them stand at the same place: each place is read once for all who ask at the time.
 */
export const pageReader = (db: Kysely<Db>): Readings['pageAfter'] =>
  together(
    async (asked) => {
      const places = new Map(asked.map((cursor) => [placeOf(cursor), cursor]))
      const pages = await nextPages(db, [...places.values()], limits.feedPageItemsMax)
      const found = new Map([...places.keys()].map((place, i) => [place, pages[i]]))
      return asked.map((cursor) => must(found.get(placeOf(cursor)), 'a page for each cursor'))
    },
    { statementsMax: 2, askedMax: ASKED_MAX },
  )

const placeOf = ({ stream, epoch, cursor }: FeedCursor) => `${stream} ${epoch} ${cursor}`
