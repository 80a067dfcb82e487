import { Readable } from 'node:stream'
import { idOf } from '@cubby/kit/ids'
import { limits } from '@cubby/kit/limits'
import {
  exportNetwork,
  exportNetworkLines,
} from '@cubby/protocol/operations/network/export-network'
import type { ImportRow } from '@cubby/protocol/operations/network/import-shapes'
import { type Kysely, sql } from 'kysely'
import type { Db } from '../../db/tables.ts'
import { streamRoute } from '../../http/route.ts'
import { sendCsv } from '../../lists/csv.ts'
import { lockersAt } from '../import/locker-sizes.ts'
import { locationColumns } from '../locations/location-rows.ts'

type Row = { id: string; told: ImportRow }

export const exportNetworkRoute = streamRoute(exportNetwork, ({ db }) => ({
  answer: async (_asked, reply) => {
    const languages = await languagesIn(db)
    return sendCsv<Row>(reply, {
      name: 'cubby-network',
      columns: {
        ...plain,
        ...Object.fromEntries(
          languages.map((language) => [
            `directions.${language}`,
            ({ told }: Row) => cell(told.directions?.[language]),
          ]),
        ),
        closures: ({ told }) => list(told.closures),
        lockers: ({ told }) => list(told.lockers),
      },
      rowsAfter: (id, atMost) => placesAfter(db, id, atMost),
    })
  },
}))

export const exportNetworkLinesRoute = streamRoute(exportNetworkLines, ({ db }) => ({
  answer: (_asked, reply) =>
    reply
      .type('application/x-ndjson; charset=utf-8')
      .header('content-disposition', 'attachment; filename="cubby-network.jsonl"')
      .send(Readable.from(linesOf(db))),
}))

const AT_ONCE = 1_000

async function* linesOf(db: Kysely<Db>) {
  let last: string | null = null
  for (let sent = 0; sent < limits.exportRowsMax;) {
    const rows: Row[] = await placesAfter(db, last, Math.min(AT_ONCE, limits.exportRowsMax - sent))
    yield rows.map(({ told }) => `${JSON.stringify(told)}\n`).join('')
    if (rows.length < AT_ONCE) return
    sent += rows.length
    last = rows.at(-1)?.id ?? null
  }
}

/** Places with their lockers, in the shape in which they are imported. */
async function placesAfter(db: Kysely<Db>, after: string | null, atMost: number): Promise<Row[]> {
  const rows = await db
    .selectFrom('location')
    .select(locationColumns)
    .$if(after !== null, (q) => q.where('id', '<', after ?? ''))
    .orderBy('id', 'desc')
    .limit(atMost)
    .execute()
  const standing = await lockersAt(
    db,
    rows.map(({ id }) => id),
  )
  const lockers = Map.groupBy(standing, ({ location }) => location)
  return rows.map((row) => ({
    id: row.id,
    told: {
      id: idOf('loc', row.id),
      code: row.code,
      name: row.name,
      ...row.address,
      latitude: row.latitude,
      longitude: row.longitude,
      timeZone: row.time_zone,
      openingHours: row.opening_hours,
      courierHours: row.courier_hours,
      status: row.status,
      directions: row.directions,
      closures: row.closures,
      lockers: (lockers.get(row.id) ?? []).map(({ name, model, cells }) =>
        model === null ? { name, cells } : { name, model },
      ),
    },
  }))
}

async function languagesIn(db: Kysely<Db>): Promise<string[]> {
  const { rows } = await sql<{ language: string }>`
    select distinct jsonb_object_keys(directions) as language from location order by 1`.execute(db)
  return rows.map(({ language }) => language)
}

/** A quote that a text begins with is doubled: importing takes one away, as it does before what looks like a formula. */
const cell = (value: string | null | undefined): string | null =>
  value === null || value === undefined ? null : value.startsWith("'") ? `'${value}` : value

const list = (values: readonly object[] | undefined) =>
  values === undefined || values.length === 0 ? null : JSON.stringify(values)

const names = [
  'id',
  'code',
  'name',
  'line1',
  'line2',
  'postCode',
  'city',
  'country',
  'timeZone',
  'openingHours',
  'courierHours',
  'status',
] as const

const plain: Record<string, (row: Row) => string | number | null> = {
  ...Object.fromEntries(names.map((name) => [name, ({ told }: Row) => cell(told[name])])),
  latitude: ({ told }) => told.latitude ?? null,
  longitude: ({ told }) => told.longitude ?? null,
}
