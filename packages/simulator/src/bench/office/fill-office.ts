import { isoTime, type Instant } from '@cubby/kit/clock'
import type { Pool } from 'pg'

export type OfficeSize = { customers: number; lockers: number; activity: number }

const PER_STATEMENT = 100_000
const PEOPLE = 200

/**
 * Customers, places with a locker each, and a past of the activity, at the size at which pages are judged. All rows come out of their
 * number, set by set.
 */
export async function fillOffice(
  pool: Pool,
  size: OfficeSize,
  { now, say, signal }: { now: Instant; say: (text: string) => void; signal: AbortSignal },
): Promise<void> {
  const rows = async (what: string, count: number, statement: string) => {
    say(`filling in ${count.toLocaleString('en-US')} ${what}`)
    for (let from = 0; from < count; from += PER_STATEMENT) {
      signal.throwIfAborted()
      await pool.query(statement, [
        from,
        Math.min(count, from + PER_STATEMENT) - 1,
        count,
        isoTime(now),
      ])
    }
  }
  await rows('customers', size.customers, CUSTOMERS)
  await rows('lockers', size.lockers, LOCKERS)
  await rows('rows of the activity', size.activity, ACTIVITY)
  await pool.query('vacuum (analyze) customer, location, locker, activity')
}

/** Everything of `fillOffice` again. */
export const emptyOffice = (pool: Pool) => pool.query('truncate customer, activity')

/** The n-th UUIDv7 of a kind. */
const id = (kind: string, n = 'n') =>
  `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' ||
    substr(md5('${kind}' || ${n}), 1, 3) || '8' || substr(md5('${kind}' || ${n}), 4, 15))::uuid`

/** Spread over two years, in order. */
const NUMBERS = `
  select n, $4::timestamptz - interval '2 years' * (1 - n::float8 / $3::bigint) as at
  from generate_series($1::bigint, $2::bigint) n`

const pick = (kind: string, words: readonly string[]) =>
  `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ('x' || substr(md5('${kind}' || n), 1, 7))::bit(28)::int % ${words.length}]`

const given = ['Anna', 'Jan', 'Maria', 'Piotr', 'Katarzyna', 'Hans', 'Seán', 'Łucja', 'Omar', 'Li', 'Eva', 'Max'] // prettier-ignore
const family = ['Nowak', 'Kowalski', 'Müller', 'Schmidt', 'O’Brien', 'Haddad', 'Wang', 'Wiśniewska', 'Meyer', 'Kim', 'Lewandowski', 'Weber', 'Zieliński', 'Fischer'] // prettier-ignore

const CUSTOMERS = `
  insert into customer (id, name, phone, email, locale, wants_messages, wants_locker_delivery, notes,
    created_at, changed_at, active_at)
  select ${id('cst')}, ${pick('given', given)} || ' ' || ${pick('family', family)} || substr(md5('name' || n), 1, 3),
    '+48' || lpad((100000000 + n * 1499)::text, 9, '0'), 'c' || n || '@example' || n % 90 || '.org', 'pl', n % 2 = 0, n % 3 = 0, null,
    at, at, at
  from (${NUMBERS}) numbered`

const LOCKERS = `
  with places as (
    insert into location (id, name, address, latitude, longitude, time_zone, created_at)
    select ${id('loc')}, ${pick('place', ['Market', 'Station', 'Mill', 'Harbour', 'School', 'Church'])} || ' ' || n,
      jsonb_build_object('line1', n || ' Street', 'line2', null, 'postCode', lpad(n::text, 5, '0'),
        'city', ${pick('city', ['Warszawa', 'Kraków', 'Berlin', 'Köln', 'Gdańsk', 'Poznań'])}, 'country', 'PL'),
      49 + n % 600 / 100.0, 14 + n % 1000 / 100.0, 'Europe/Warsaw', at
    from (${NUMBERS}) numbered
    returning id, name, created_at
  )
  insert into locker (id, location_id, name, layout, layout_version, public_key, created_at, enrolled_at, device_version)
  select overlay(id::text placing 'a' from 20 for 1)::uuid, id, name,
    (select layout from locker order by created_at limit 1), 1, 'none', created_at, created_at, 'bench'
  from places`

/** Numbered far beyond those that a server is sealing meanwhile. */
const ACTIVITY = `
  insert into activity (id, at, operation, what, doer_kind, doer_id, address, agent, thing, about_organization, before,
    after, reason, salt, detail_hash, seq, prev_hash, hash)
  select ${id('act')}, at, operation, what, case when n % 4 = 0 then 'staff' else 'key' end,
    md5('doer' || n % ${PEOPLE})::uuid, '192.0.2.' || n % 250, 'bench',
    'shp_0' || substr(md5('thing' || n / 5), 1, 25), md5('org' || n % 100)::uuid,
    case when what = 'change' then '{"name":"before"}'::jsonb end, '{"name":"after","status":"announced"}',
    case when n % 20 = 0 then 'reason ' || substr(md5('why' || n), 1, 4) || ' of the day' end,
    md5('salt' || n), md5('detail' || n), 1000000000 + n, md5('hash' || n - 1), md5('hash' || n)
  from (${NUMBERS}) numbered
  cross join lateral (values
    (case when n % 50 = 0 then 'organization.update' when n % 7 = 0 then 'shipment.cancel'
      when n % 10001 = 0 then 'staff.remove' else 'shipment.announce' end,
     case when n % 50 = 0 or n % 7 = 0 then 'change' when n % 10001 = 0 then 'delete'
      when n % 3 = 0 then 'read' else 'create' end)
  ) as kinds (operation, what)`
