import { id, NUMBERS, oneOf, pick, type Rows, skewed } from './rows.ts'

/** A locker each, all of them built as the one that there is. */
export const lockers = (count: number): Rows => ({
  what: 'lockers',
  count,
  statement: `
    with places as (
      insert into location (id, name, address, latitude, longitude, time_zone, opening_hours, created_at)
      select ${id('loc')}, ${pick('place', ['Market', 'Station', 'Mill', 'Harbour', 'School', 'Church'])} || ' ' || n,
        jsonb_build_object('line1', n || ' Street', 'line2', null, 'postCode', lpad(n::text, 5, '0'),
          'city', ${pick('city', ['Warszawa', 'Kraków', 'Berlin', 'Köln', 'Gdańsk', 'Poznań'])}, 'country', 'PL'),
        49 + n % 600 / 100.0, 14 + n % 1000 / 100.0, 'Europe/Warsaw', 'Mo-Fr 08:00-20:00; PH off', at
      from ${NUMBERS}
      returning id, name, created_at
    )
    insert into locker (id, location_id, name, layout, layout_version, public_key, created_at, enrolled_at, device_version,
      last_seen_at, service_since)
    select overlay(id::text placing 'a' from 20 for 1)::uuid, id, name,
      (select layout from locker order by created_at limit 1), 1, 'none', created_at, created_at, 'bench',
      $4::timestamptz - interval '1 minute' * (row_number() over () % 9), created_at
    from places`,
})

/** Copies of the models that there are; lockers belong to them. */
export const models = (count: number): Rows => ({
  what: 'models',
  count,
  statement: `
    with copied as (
      insert into model (id, kind, name, latest_version, released_version, figures, created_at, changed_at)
      select ${id('mdl', 'n || m.kind')}, m.kind, m.name || ' ' || n, 1, 1, m.figures, at, at
      from ${NUMBERS} cross join (
        select distinct on (kind) id, kind, name, figures from model order by kind, id) m
      returning id, kind
    ), versions as (
      insert into model_version (model_id, version, design, made_at, made_by, made_by_kind, released_at)
      select copied.id, 1, v.design, v.made_at, v.made_by, v.made_by_kind, v.released_at
      from copied cross join lateral (
        select distinct on (model.kind) version.design, version.made_at, version.made_by, version.made_by_kind, version.released_at
        from model join model_version version on version.model_id = model.id
        where model.kind = copied.kind order by model.kind, model.id) v
    ), numbered as (select id, row_number() over (order by id) - 1 as n from copied where kind = 'locker')
    update locker set model_id = numbered.id, model_version = 1
    from bench_locker l join numbered on numbered.n = l.nth % $3::bigint
    where locker.id = l.id`,
})

export const segments = (count: number): Rows => ({
  what: 'segments',
  count,
  statement: `insert into segment (id, name, rank, created_at) select ${id('seg')}, 'Segment ' || n, n, at from ${NUMBERS}`,
})

/** Every locker in the second segment and in three others, every fifth in the first. */
export const members = (count: number): Rows => ({
  what: 'members of segments',
  count,
  statement: `
    insert into segment_locker (segment_id, locker_id)
    select s.id, l.id
    from generate_series($1::bigint, $2::bigint) as numbered (n)
    join bench_locker l on l.nth = numbered.n
    cross join (select count(*) as many from bench_segment where $3::bigint > 0 and $4::timestamptz is not null) all_of_them
    join bench_segment s on s.nth = 1 or (s.nth = 0 and l.nth % 5 = 0)
      or (many > 5 and s.nth in (2 + l.nth % (many - 2), 2 + (l.nth * 7 + 1) % (many - 2), 2 + (l.nth * 13 + 2) % (many - 2)))
    on conflict do nothing`,
})

/** Four for each locker, one after the other half of them; the first tenants have most. */
export const rentals = (count: number): Rows => ({
  what: 'rentals',
  count,
  statement: `
    insert into rental (id, organization_id, locker_id, cells, from_at, until_at, ended_at, created_at, price_minor)
    select ${id('rnt')}, firm.id, l.id,
      (select array_agg(c.id) from bench_cell c where c.nth / 4 = n / (select count(*) from bench_locker) % 8),
      case when n % 20 = 0 then $4::timestamptz + interval '10 days' else at end,
      case when n % 20 = 0 then $4::timestamptz + interval '1 year' else at + interval '1 year' end,
      case when n % 30 = 1 then at + interval '1 month' end, at, 4900
    from ${NUMBERS} join bench_locker l on l.nth = numbered.n % (select count(*) from bench_locker)
    join bench_tenant firm on firm.nth = ${skewed('bench_tenant', 'renter')}`,
})

const TERMS = JSON.stringify({
  currency: 'EUR',
  vat: { basisPoints: 1_900, isIncluded: true },
  rules: [
    {
      sizes: [],
      zones: [],
      free: { minutes: 15, isDeducted: false },
      charge: { kind: 'per-period', everyMinutes: 60, amount: 100, rates: [] },
      caps: { perDay: 800, per24Hours: null, total: null },
      minimum: 0,
    },
  ],
  holidays: [],
  rounding: { step: 1, way: 'nearest' },
})

export const tariffs = (count: number): Rows => ({
  what: 'tariffs',
  count,
  statement: `
    with made as (
      insert into tariff (id, organization_id, name, version, created_at, retired_at)
      select ${id('trf')}, case when n % 2 = 0 then firm.id end, 'Tariff ' || n, 1, at, case when n % 6 = 0 then at end
      from ${NUMBERS} join bench_tenant firm on firm.nth = ${skewed('bench_tenant', 'priced')}
      returning id, created_at
    )
    insert into tariff_version (tariff_id, version, terms, valid_from, created_at)
    select id, 1, '${TERMS}', created_at, created_at from made`,
})

export const offers = (count: number): Rows => ({
  what: 'offers',
  count,
  statement: `
    insert into offer (id, organization_id, kind, names, tariff_id, purposes, segments, is_on, created_at)
    select ${id('ofr')}, case when n % 2 = 0 then t.organization_id end, ${pick('kind', ['store', 'charge', 'buy', 'send', 'rent'])},
      '[{"language":"en","name":"Store"}]', t.id, '{storage}', '{}', n % 4 > 0, at
    from ${NUMBERS} join bench_tariff t on t.nth = ${oneOf('bench_tariff', 'tariff')}`,
})
