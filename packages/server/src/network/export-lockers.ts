import { exportLockers } from '@cubby/protocol/operations/lockers/export-lockers'
import { sendCsv } from '../lists/csv.ts'
import { streamRoute } from '../http/route.ts'
import { toldLockerSummary } from './locker-rows.ts'
import { filteredLockers } from './locker-search.ts'

export const exportLockersRoute = streamRoute(exportLockers, ({ db, clock }) => ({
  answer: ({ query, caller }, reply) => {
    const now = clock.now()
    const rowsAfter = (id: string | null, atMost: number) =>
      filteredLockers(db, query, caller, now)
        .$if(id !== null, (q) => q.where('locker.id', '<', id ?? ''))
        .orderBy('locker.id', 'desc')
        .limit(atMost)
        .execute()
    type Row = Awaited<ReturnType<typeof rowsAfter>>[number]
    const told = (row: Row) => toldLockerSummary(row, now)
    return sendCsv<Row>(reply, {
      name: 'cubby-lockers',
      columns: {
        id: (row) => told(row).id,
        name: (row) => row.name,
        location: (row) => row.place,
        city: (row) => row.address.city,
        cells: (row) => told(row).cells,
        link: (row) => told(row).link,
        lastSeen: (row) => told(row).lastSeenAt,
        version: (row) => row.device_version,
        created: (row) => told(row).createdAt,
      },
      rowsAfter,
    })
  },
}))
