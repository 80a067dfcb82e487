import type { IdSource } from '@cubby/kit/ids'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import { sql } from 'kysely'
import { machineNews } from '../../changes/topics.ts'
import { timestamp } from '../../db/tables/column.ts'
import type { CallWork } from '../../http/route.ts'
import { tellPlaces } from '../lockers/tell-places.ts'
import { openMinutes } from '../locations/location-values.ts'
import { refreshSegments } from '../segments/refresh-segments.ts'
import { writeLockers } from './write-lockers.ts'
import type { PlaceFacts, PlannedRow } from './planned.ts'

type Wanted = PlannedRow & { id: string; after: PlaceFacts }

/** Writes what was planned, a few hundred rows per statement, and tells lockers and segments once. */
export async function writeImport(
  work: CallWork,
  ids: IdSource,
  planned: readonly PlannedRow[],
): Promise<void> {
  const wanted = planned.filter(
    (row): row is Wanted =>
      (row.result === 'create' || row.result === 'change') && row.id !== null && row.after !== null,
  )
  for (let i = 0; i < wanted.length; i += limits.importRowsAtOnce)
    await writePlaces(work, wanted.slice(i, i + limits.importRowsAtOnce))
  const fresh = wanted.flatMap(({ id: location, newLockers }) =>
    newLockers.map((locker) => ({ location, locker })),
  )
  const lockers = await writeLockers(work, ids, fresh)
  const moved = wanted.filter(isNewsForLockers).map(({ id }) => id)
  await tellPlaces(work, { locations: moved })
  await tellPlaces(work, { lockers })
  await refreshSegments(work, { locations: wanted.map(({ id }) => id) })
  if (wanted.length > 0) work.alsoTell.push(...machineNews([]))
}

async function writePlaces({ trx, now, changes }: CallWork, rows: readonly Wanted[]) {
  await trx
    .insertInto('location')
    .values(
      rows.map(({ id, after }) => ({
        id,
        name: after.name,
        code: after.code,
        address: JSON.stringify(after.address),
        latitude: after.latitude,
        longitude: after.longitude,
        time_zone: after.timeZone,
        opening_hours: after.openingHours,
        open_minutes: openMinutes(after.openingHours, after.address.country),
        courier_hours: after.courierHours,
        closures: JSON.stringify(after.closures),
        directions: JSON.stringify(after.directions),
        status: after.status,
        created_at: timestamp(now),
      })),
    )
    .onConflict((oc) =>
      oc.column('id').doUpdateSet((eb) => ({
        name: eb.ref('excluded.name'),
        code: eb.ref('excluded.code'),
        address: sql<string>`excluded.address`,
        latitude: eb.ref('excluded.latitude'),
        longitude: eb.ref('excluded.longitude'),
        time_zone: eb.ref('excluded.time_zone'),
        opening_hours: eb.ref('excluded.opening_hours'),
        open_minutes: eb.ref('excluded.open_minutes'),
        courier_hours: eb.ref('excluded.courier_hours'),
        closures: sql<string>`excluded.closures`,
        directions: sql<string>`excluded.directions`,
        status: eb.ref('excluded.status'),
      })),
    )
    .execute()
  for (const { id, before, after } of rows) changes.push({ thing: idOf('loc', id), before, after })
}

const isNewsForLockers = ({ before, after }: Wanted) =>
  before !== null &&
  (before.name !== after.name ||
    before.address.city !== after.address.city ||
    before.timeZone !== after.timeZone)
