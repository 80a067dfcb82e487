import { idOf } from '@cubby/kit/ids'
import { readDispute } from '@cubby/protocol/operations/disputes/read-dispute'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../db/tables.ts'
import { route } from '../http/route.ts'
import { found } from '../http/told.ts'
import { type EntryRow, toldEntry } from '../network/event-rows.ts'
import { type Dispute, disputeSeen, placeOf, toldDisputes } from './dispute-rows.ts'

/** So far back in the journal, and on from the dispute, evidence is looked for. */
const ENTRIES_BEFORE = 20_000
const ENTRIES_AFTER = 5_000
const SHOWN_MAX = 300

export const readDisputeRoute = route(readDispute, async ({ params, caller, trx }) => {
  const row = await disputeSeen(trx, caller, params.dispute)
  const dispute = found((await toldDisputes(trx, [row]))[0], 'dispute')
  const rows = await evidenceOf(trx, row, dispute.session)
  const evidence = rows.slice(0, SHOWN_MAX).map(toldEntry)
  return { ...dispute, evidence, evidenceIsCut: rows.length > SHOWN_MAX }
})

/** What the journal says of this cell since it was given to the stay, and of the session in which somebody complained. */
async function evidenceOf(
  db: Kysely<Db>,
  row: Dispute,
  session: string | null,
): Promise<EntryRow[]> {
  const { locker, journal, seq } = placeOf(row)
  const { rows } = await sql<EntryRow>`
    select e.journal_id, e.seq, e.at, e.synced, e.type, e.body, e.received_at
    from entry e
    where e.locker_id = ${locker} and e.journal_id = ${journal}
      and e.seq between ${seq - ENTRIES_BEFORE} and ${seq + ENTRIES_AFTER}
      and e.at >= ${row.story.allocated_at ?? 0}
      and (e.body ->> 'cell' = ${idOf('cel', row.cell_id)} or e.body ->> 'session' = ${session})
    order by e.seq
    limit ${SHOWN_MAX + 1}`.execute(db)
  return rows
}
