import { uuidOf } from '@cubby/kit/ids'
import { CompiledQuery, type Kysely } from 'kysely'
import type { Db } from '../../db/tables.ts'
import type { JournalRef } from '../../store/journals.ts'
import type { Readings } from '../ports.ts'
import { together } from './together.ts'

type Asked = Parameters<Readings['heads']>[0]
const ASKED_MAX = 500

/**
 * Most exchanges bring nothing new. Reading how things stand must cost next to nothing, so everybody who asks at
 * about the same time is answered by one statement.
 */
export const headsReader = (db: Kysely<Db>): Readings['heads'] =>
  together(
    async (asked) => {
      const { journals, streams } = await readHeads(db, asked)
      return asked.map(({ locker, journal }) => {
        const [receivedThrough, appliedThrough] = journals.get(placeOf({ locker, journal })) ?? [
          0, 0,
        ]
        return { receivedThrough, appliedThrough, streams }
      })
    },
    { statementsMax: 2, askedMax: ASKED_MAX },
  )

const placeOf = ({ locker, journal }: JournalRef) => `${uuidOf(locker)} ${uuidOf(journal)}`

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
    if (journal.startsWith('epoch '))
      found.streams.set(locker, { epoch: journal.slice(6), head: one })
    else found.journals.set(`${locker} ${journal}`, [one, other])
  }
  return found
}
