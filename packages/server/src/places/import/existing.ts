import type { Kysely } from 'kysely'
import { sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { locationColumns } from '../locations/location-rows.ts'
import type { PlaceFacts } from './planned.ts'

export type Existing = { id: string; facts: PlaceFacts }

/** The places that a file may mean, by id and by code; held until the end when they are to be changed. */
export async function existingPlaces(
  db: Kysely<Db>,
  { ids, codes }: { ids: readonly string[]; codes: readonly string[] },
  isToBeChanged: boolean,
): Promise<{ byId: Map<string, Existing>; byCode: Map<string, Existing> }> {
  const rows = await db
    .selectFrom('location')
    .select(locationColumns)
    .where(
      sql<boolean>`(location.id = any(${[...ids]}::uuid[]) or location.code = any(${[...codes]}::text[]))`,
    )
    .orderBy('location.id')
    .$if(isToBeChanged, (q) => q.forNoKeyUpdate())
    .execute()
  const byId = new Map<string, Existing>()
  const byCode = new Map<string, Existing>()
  for (const row of rows) {
    const facts: PlaceFacts = {
      name: row.name,
      code: row.code,
      address: row.address,
      latitude: row.latitude,
      longitude: row.longitude,
      timeZone: row.time_zone,
      openingHours: row.opening_hours,
      courierHours: row.courier_hours,
      closures: row.closures,
      directions: row.directions,
      status: row.status,
    }
    const existing = { id: row.id, facts }
    byId.set(row.id, existing)
    if (row.code !== null) byCode.set(row.code, existing)
  }
  return { byId, byCode }
}
