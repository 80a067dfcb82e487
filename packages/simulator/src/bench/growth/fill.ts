import { defaultRules } from '@cubby/domain/processes/process'
import { isoTime, type Instant } from '@cubby/kit/clock'
import type { Pool } from 'pg'
import { withoutIndexes } from './without-indexes.ts'

export type Filling = {
  shipments: number
  /** Ids as in the database. */
  shops: readonly string[]
  carrier: string
  lockers: readonly string[]
  now: Instant
  say: (text: string) => void
  signal: AbortSignal
}

const TABLES = ['shipment', 'parcel', 'pickup_right', 'custody_event'] as const
const PER_STATEMENT = 200_000

/** Forgets all shipments there are. */
export const emptyShipments = (pool: Pool) => pool.query(`truncate ${TABLES.join(', ')} cascade`)

/**
 * A network's past: so many shipments over 400 days, the last two in a hundred of them under way. Six parcels to five
 * shipments, a right each, and what custody says of each parcel. All rows come out of their number, set by set.
 */
export async function fillShipments(pool: Pool, filling: Filling): Promise<void> {
  const { shipments, say, signal } = filling
  await emptyShipments(pool)
  await withoutIndexes(pool, TABLES, async (client) => {
    for (let from = 0; from < shipments; from += PER_STATEMENT) {
      signal.throwIfAborted()
      const to = Math.min(shipments, from + PER_STATEMENT)
      await client.query(FILL, valuesOf(filling, from, to))
      if (to % 1_000_000 === 0) say(`${to.toLocaleString('en-US')} shipments`)
    }
    if (shipments > 500_000) say('building the indexes')
  })
  await pool.query(`vacuum (analyze) ${TABLES.join(', ')}`)
}

const valuesOf = (filling: Filling, from: number, to: number) => [
  from,
  to - 1,
  filling.shipments,
  filling.shops,
  filling.lockers,
  filling.carrier,
  JSON.stringify(defaultRules),
  isoTime(filling.now),
]

/** The n-th UUIDv7 of a kind: its moment, and chance that depends on nothing but its number. */
const id = (kind: string, number: string, at = 'at') =>
  `(lpad(to_hex((extract(epoch from ${at}) * 1000)::bigint), 12, '0') || '7' ||
    substr(md5('${kind}' || ${number}), 1, 3) || '8' || substr(md5('${kind}' || ${number}), 4, 15))::uuid`

/** A number from 0 to 1 that depends on nothing but that of the shipment. */
const chance = (kind: string) =>
  `(('x' || substr(md5('${kind}' || n), 1, 8))::bit(32)::bigint / 4294967296.0)::float8`

/**
 * Of the last 2 %, half lie in the lockers and a third are on their way; of the others, 97 in 100 were collected.
 * One shop in a hundred sends a tenth of everything, and a recipient has ten shipments.
 */
const FILL = `
  with drawn as materialized (
    select n, $8::timestamptz - interval '400 days' * (1 - n::float8 / $3::bigint) as at,
      n >= $3::bigint * 0.98 as live, ${chance('fate')} as fate, ${chance('shop')} as shop,
      ${chance('locker')} as locker, ${chance('who')} as who
    from generate_series($1::bigint, $2::bigint) as n
  ),
  made as materialized (
    select n, at, live, ${id('shp', 'n')} as id, ${id('grn', 'n')} as grant_id,
      ($4::uuid[])[1 + floor(array_length($4::uuid[], 1) * shop * shop)::int] as organization_id,
      ($5::uuid[])[1 + floor(array_length($5::uuid[], 1) * locker)::int] as locker_id,
      floor(who * greatest($3::bigint / 10, 1))::bigint as recipient,
      case
        when live then case
          when fate < 0.35 then 'announced' when fate < 0.37 then 'partly-stored'
          when fate < 0.93 then 'ready' when fate < 0.995 then 'overdue' else 'disputed' end
        else case
          when fate < 0.97 then 'collected' when fate < 0.99 then 'withdrawn'
          when fate < 0.99995 then 'cancelled' else 'disputed' end
      end as status
    from drawn
  ),
  told as materialized (
    select n, at, live, id, grant_id, organization_id, locker_id, recipient, status, status not in ('announced', 'cancelled') as came, status = 'collected' as gone,
      status in ('collected', 'withdrawn', 'cancelled') as over
    from made
  ),
  pieces as materialized (
    select n, at, id, organization_id, locker_id, status, gone, piece, ${id('prc', "n || '-' || piece", 'at')} as parcel_id,
      came and (status <> 'partly-stored' or piece = 0) as inside
    from told cross join lateral generate_series(0, case when n % 5 = 0 then 1 else 0 end) as piece
  ),
  shipments as (
    insert into shipment (id, organization_id, carrier_id, locker_id, reference, recipient_email, recipient_phone,
      recipient_locale, status, rules, created_at, ready_at, due_at, cancelled_at, overdue_at, collected_at, next_timer_at)
    select id, organization_id, $6::uuid, locker_id, case when n % 5 < 4 then 'ORD-' || n end,
      'r' || recipient || '@example.org', '+4860' || lpad(recipient::text, 7, '0'), 'en', status, $7::jsonb, at,
      case when came and status <> 'partly-stored' then at + interval '20 hours' end,
      case when live and came then $8::timestamptz + interval '30 hours' when came then at + interval '92 hours' end,
      case when status = 'cancelled' then at + interval '2 hours' end,
      case when status = 'overdue' then $8::timestamptz - interval '1 hour' end,
      case when gone then at + interval '30 hours' end,
      case when status = 'ready' then $8::timestamptz + interval '26 hours' end
    from told
  ),
  rights as (
    insert into pickup_right (id, shipment_id, locker_id, code_sealed, code_verifier, valid_from, valid_until, created_at, revoked_at)
    select grant_id, id, locker_id, repeat(md5('sealed' || n), 2), md5('one' || n) || md5('two' || n), at,
      at + interval '3650 days', at, case when over then at + interval '30 hours' end
    from told
  ),
  parcels as (
    insert into parcel (id, shipment_id, organization_id, locker_id, label, height_mm, width_mm, depth_mm, grams, zone,
      low_cell, status, stay_id, cell_id, stored_at, collected_at, created_at)
    select parcel_id, id, organization_id, locker_id, 'GX' || lpad(n::text, 9, '0') || piece, 160, 300, 400, 2500, 'ambient',
      false, case when not inside and status <> 'cancelled' then 'announced'
        when status in ('collected', 'withdrawn', 'cancelled', 'disputed') then status else 'stored' end,
      case when inside then ${id('sty', "n || '-' || piece", "at + interval '20 hours'")} end, null,
      case when inside then at + interval '20 hours' end, case when gone then at + interval '30 hours' end, at
    from pieces
  )
  insert into custody_event (id, parcel_id, at, kind, locker_id, stay_id, actor, detail, journal_id, seq)
  select ${id('evt', "n || '-' || piece || step", 'at + later')}, parcel_id, at + later, step, locker_id,
    case when step <> 'announced' then ${id('sty', "n || '-' || piece", "at + interval '20 hours'")} end,
    '{"kind":"rule","name":"filled"}', '{}', case when step <> 'announced' then locker_id end,
    case when step <> 'announced' then n end
  from pieces cross join lateral (values
    ('announced', interval '0', true), ('deposited', interval '20 hours', inside),
    ('collected', interval '30 hours', gone)
  ) as steps (step, later, happened)
  where happened`
