import { uuidOf } from '@cubby/kit/ids'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import type { JournalRef } from './store.ts'

/** How far a journal and some streams have come. Streams that nobody has written are left out. */
export type HeadsSeen = {
  receivedThrough: number
  appliedThrough: number
  streams: ReadonlyMap<string, { epoch: string; head: number }>
}

type Asked = JournalRef & { streams: readonly string[] }
type Waiting = { asked: Asked; resolve(seen: HeadsSeen): void; reject(error: unknown): void }

/** One statement at a time reads for everybody who asks meanwhile; two overlap, so that nobody waits for a full turn. */
const STATEMENTS_MAX = 2
const ASKED_MAX = 500

/**
 * Most exchanges bring nothing new. Reading how things stand must cost next to nothing, so questions that arrive
 * while a statement runs share the next one.
 */
export function headsReader(db: Kysely<Db>): (asked: Asked) => Promise<HeadsSeen> {
  const waiting: Waiting[] = []
  let running = 0
  let isPlanned = false

  const flush = () => {
    isPlanned = false
    while (running < STATEMENTS_MAX && waiting.length > 0) {
      const turn = waiting.splice(0, ASKED_MAX)
      running++
      void answer(turn).finally(() => {
        running--
        flush()
      })
    }
  }

  const answer = async (turn: Waiting[]) => {
    try {
      const found = await readHeads(db, turn.map(({ asked }) => asked))
      for (const { asked, resolve } of turn) {
        const at = found.journals.get(`${uuidOf(asked.locker)} ${uuidOf(asked.journal)}`)
        const [receivedThrough, appliedThrough] = at ?? [0, 0]
        resolve({ receivedThrough, appliedThrough, streams: found.streams })
      }
    } catch (error) {
      for (const { reject } of turn) reject(error)
    }
  }

  return (asked) =>
    new Promise((resolve, reject) => {
      waiting.push({ asked, resolve, reject })
      if (isPlanned || running >= STATEMENTS_MAX) return
      isPlanned = true
      // At the end of this turn of the event loop: requests that came in together are read together.
      setImmediate(flush)
    })
}

type Row = { locker: string; journal: string; one: number; other: number }

async function readHeads(db: Kysely<Db>, asked: readonly Asked[]) {
  const streams = new Set(asked.flatMap((each) => each.streams))
  const { rows } = await db.executeQuery<Row>(
    CompiledQuery.raw(
      `select j.locker_id::text as locker, j.journal_id::text as journal,
         j.received_through as one, j.applied_through as other
       from unnest($1::uuid[], $2::uuid[]) as asked (locker_id, journal_id)
       join journal j on j.locker_id = asked.locker_id and j.journal_id = asked.journal_id
       union all
       select s.id, 'epoch ' || s.epoch, s.head, 0 from stream s where s.id = any($3::text[])`,
      [
        asked.map(({ locker }) => uuidOf(locker)),
        asked.map(({ journal }) => uuidOf(journal)),
        [...streams],
      ],
    ),
  )
  const found = {
    journals: new Map<string, [number, number]>(),
    streams: new Map<string, { epoch: string; head: number }>(),
  }
  for (const { locker, journal, one, other } of rows) {
    if (journal.startsWith('epoch ')) found.streams.set(locker, { epoch: journal.slice(6), head: one })
    else found.journals.set(`${locker} ${journal}`, [one, other])
  }
  return found
}
