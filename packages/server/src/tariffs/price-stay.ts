import { priceOf } from '@cubby/domain/tariffs/price'
import type { TariffTerms } from '@cubby/domain/tariffs/tariff'
import type { Instant } from '@cubby/kit/clock'
import { uuidOf } from '@cubby/kit/ids'
import { priceStay } from '@cubby/protocol/operations/tariffs/price-stay'
import type { Kysely } from 'kysely'
import type { Db } from '../db/tables.ts'
import { timestamp } from '../db/tables/column.ts'
import { route } from '../http/route.ts'
import { readTime, wrongField } from '../http/told.ts'
import { isTimeZone } from '../network/time-zone.ts'
import { tariffSeen } from './tariff-rows.ts'

export const priceStayRoute = route(priceStay, async ({ params, body, caller, trx }) => {
  const { id } = await tariffSeen(trx, caller, params.tariff)
  const from = readTime(body.from)
  const until = readTime(body.until)
  if (until < from) throw wrongField('/until', 'out-of-range', 'must not lie before the beginning')
  const timeZone = await timeZoneOf(trx, body)
  const { version, terms } = await termsAt(trx, id, from, body.version)
  const { size, zone } = body
  return { version, ...priceOf(terms, { from, until, size, zone, timeZone }) }
})

async function timeZoneOf(
  db: Kysely<Db>,
  { location, timeZone }: { location?: string | undefined; timeZone?: string | undefined },
): Promise<string> {
  if (location !== undefined) {
    const row = await db
      .selectFrom('location')
      .select('time_zone')
      .where('id', '=', uuidOf(location))
      .executeTakeFirst()
    if (!row) throw wrongField('/location', 'not-found', 'there is no such location')
    return row.time_zone
  }
  if (timeZone === undefined)
    throw wrongField('/timeZone', 'missing', 'name a location or a time zone')
  if (!isTimeZone(timeZone))
    throw wrongField('/timeZone', 'not-found', 'is no time zone that is known here')
  return timeZone
}

/** The terms of a version; without one those that hold at that moment. */
async function termsAt(
  db: Kysely<Db>,
  tariff: string,
  at: Instant,
  version: number | undefined,
): Promise<{ version: number; terms: TariffTerms }> {
  const row = await db
    .selectFrom('tariff_version')
    .select(['version', 'terms'])
    .where('tariff_id', '=', tariff)
    .$if(version !== undefined, (q) => q.where('version', '=', version ?? 0))
    .$if(version === undefined, (q) =>
      q
        .where('valid_from', '<=', timestamp(at))
        .where((eb) =>
          eb.or([eb('valid_until', 'is', null), eb('valid_until', '>', timestamp(at))]),
        ),
    )
    .orderBy('version', 'desc')
    .executeTakeFirst()
  if (row) return row
  throw version === undefined
    ? wrongField('/from', 'out-of-range', 'the tariff does not hold at that moment')
    : wrongField('/version', 'not-found', 'there is no such version')
}
