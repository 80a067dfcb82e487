import { Readable } from 'node:stream'
import { limits } from '@cubby/kit/limits'
import {
  exportActivity,
  exportActivityLines,
} from '@cubby/protocol/operations/activity/export-activity'
import type { ActivityReply } from '@cubby/protocol/operations/activity/activity-shapes'
import type { ServerContext } from '../context.ts'
import { type Caller, organizationSeen } from '../http/caller.ts'
import { streamRoute } from '../http/route.ts'
import { sendCsv } from '../lists/csv.ts'
import { namesOf } from '../lists/doers.ts'
import { doerOf, toldActivity } from './activity-rows.ts'
import { type ActivityFilters, filteredActivity } from './activity-search.ts'

type Asked = {
  query: ActivityFilters & { organization?: `org_${string}` | undefined }
  caller: Caller
}
/** A row, found again by its id as in the database. */
type Exported = { id: string; told: ActivityReply }

const AT_ONCE = 1_000

export const exportActivityRoute = streamRoute(exportActivity, ({ db }) => ({
  answer: (asked, reply) =>
    sendCsv<Exported>(reply, {
      name: 'cubby-activity',
      columns: {
        id: ({ told }) => told.id,
        at: ({ told }) => told.at,
        operation: ({ told }) => told.operation,
        what: ({ told }) => told.what,
        byKind: ({ told }) => told.by.kind,
        by: ({ told }) => told.by.id,
        byName: ({ told }) => told.by.name,
        address: ({ told }) => told.address,
        agent: ({ told }) => told.agent,
        thing: ({ told }) => told.thing,
        organization: ({ told }) => told.organization,
        before: ({ told }) => told.before && JSON.stringify(told.before),
        after: ({ told }) => told.after && JSON.stringify(told.after),
        reason: ({ told }) => told.reason,
        seq: ({ told }) => told.seq,
        hash: ({ told }) => told.hash,
      },
      rowsAfter: reader(db, asked),
    }),
}))

export const exportActivityLinesRoute = streamRoute(exportActivityLines, ({ db }) => ({
  answer: (asked, reply) =>
    reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="cubby-activity.jsonl"')
      .send(Readable.from(linesOf(reader(db, asked)))),
}))

/** Reads the rows after a certain one, each page by itself: a slow receiver holds no connection to the database. */
function reader(db: ServerContext['db'], { query, caller }: Asked) {
  const { organization: named, ...filters } = query
  const organization = organizationSeen(caller, named)
  return async (after: string | null, atMost: number): Promise<Exported[]> => {
    const rows = await filteredActivity(db, filters, { organization, after })
      .limit(atMost)
      .execute()
    const nameOf = await namesOf(db, rows.map(doerOf))
    return rows.map((row) => ({
      id: row.id,
      told: toldActivity(row, nameOf, caller.organization),
    }))
  }
}

async function* linesOf(rowsAfter: ReturnType<typeof reader>) {
  let last: string | null = null
  for (let sent = 0; sent < limits.exportRowsMax;) {
    const atMost = Math.min(AT_ONCE, limits.exportRowsMax - sent)
    const rows: readonly Exported[] = await rowsAfter(last, atMost)
    yield rows.map(({ told }) => `${JSON.stringify(told)}\n`).join('')
    if (rows.length < atMost) return
    sent += rows.length
    last = rows.at(-1)?.id ?? null
  }
}
